"""Shortening: a long name cut so that two that begin alike stay apart."""

from zlib import crc32


def shortened(name: str, most: int) -> str:
    """Return the name, or where it has more than `most` characters its beginning and a checksum."""
    if len(name) <= most:
        return name
    mark = f"~{crc32(name.encode()):08x}"
    return f"{name[: most - len(mark)]}{mark}"
