"""Word paper: any .docx opened for examination, as its rules need it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from xlkpi.report.check.look import Looks
from xlkpi.report.check.parts import PAPER, Parts, parts_of
from xlkpi.report.check.style import Styles
from xlkpi.report.check.walk import Paragraph, Table, Walk
from xlkpi.report.wordml import text_of, w

LINK = w("hyperlink")
LEADS_TO = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MODIFIED = "{http://purl.org/dc/terms/}modified"


class WordPaper:
    """A Word file under examination."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.styles = Styles(parts.styles)
        self.looks = Looks(parts, self.styles)
        self.walks = tuple(Walk(part, self.styles.level_of) for part in parts.texts)

    @classmethod
    def opened(cls, content: bytes) -> "WordPaper":
        """Return the Word file with this content.

        Raises:
            PaperError: it cannot be read; the message says why, and what to do.
        """
        return cls(parts_of(content))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of every part, the paper's own first."""
        return (paragraph for walk in self.walks for paragraph in walk.paragraphs)

    @property
    def tables(self) -> Iterator[Table]:
        """The tables of every part."""
        return (table for walk in self.walks for table in walk.tables)

    @property
    def body(self) -> Walk:
        """The paper itself, without its headers, footers and notes."""
        return next(walk for walk in self.walks if walk.part.title == PAPER)

    @property
    def link_words(self) -> Mapping[str, str]:
        """The words of each link by the address it leads to."""
        return {
            walk.part.links.get(link.get(LEADS_TO, ""), ""): text_of(link)
            for walk in self.walks
            for link in walk.part.root.iter(LINK)
        }

    @property
    def modified(self) -> datetime | None:
        """The time that the file bears, in universal time; None where it bears none."""
        core = self.parts.core
        said = "" if core is None else core.findtext(MODIFIED) or ""
        try:
            found = datetime.fromisoformat(said.strip())
        except ValueError:
            return None
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
