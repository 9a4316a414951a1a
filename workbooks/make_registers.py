"""Make the shipped Registers again from the files in workbooks/sources."""

from pathlib import Path

from workbooks.making.books import write_books
from workbooks.making.hart import write_hart
from workbooks.making.record import tables


def main(folder: Path = Path(__file__).parent) -> None:
    """Write every workbook of the Register into `folder` and say so."""
    for path in (*write_books(folder, tables()), write_hart(folder / "examples" / "hart")):
        print(f"{path.name}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
