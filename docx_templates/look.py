"""The look: every style of the papers, in one palette whose text pairs all reach 4.5 to 1."""

from dataclasses import dataclass

from docx_templates.wordxml import NAMESPACES

FONT = "Arial"
INK, GREY, NAVY, RULE, WHITE = "0B0C0C", "505A5F", "12436D", "C9CED2", "FFFFFF"

RATINGS = {
    "Green": ("0F7B62", WHITE),
    "Amber": ("FFBF47", INK),
    "Red": ("8F1A2E", WHITE),
    "Not rated": ("E3E6E8", INK),
}
"""Fill and text of each chip: told apart by colour-blind readers and in grey print."""


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style. Sizes and spaces are in points."""

    name: str
    size: float
    colour: str = INK
    bold: bool = False
    before: float = 0
    after: float = 0
    line: float = 1.0
    align: str = "left"
    based_on: str = "Normal"
    following: str = ""
    more: str = ""
    """Further paragraph properties that stand before the spacing."""
    level: int | None = None

    @property
    def id(self) -> str:
        """The style's id: its name without spaces."""
        return self.name.replace(" ", "")

    def xml(self) -> str:
        """Return the style's definition."""
        follows = f'<w:next w:val="{self.following}"/>' if self.following else ""
        based = f'<w:basedOn w:val="{self.based_on}"/>' if self.name != "Normal" else ""
        name = self.name.lower() if self.name.startswith(LOWER_CASE) else self.name
        default = ' w:default="1"' if self.name == "Normal" else ""
        custom = ' w:customStyle="1"' if self.name.startswith("KPI") else ""
        return (
            f'<w:style w:type="paragraph"{default}{custom} w:styleId="{self.id}">'
            f'<w:name w:val="{name}"/>{based}{follows}<w:qFormat/>'
            f"<w:pPr>{self.more}{self._spacing()}"
            f'<w:jc w:val="{self.align}"/>{self._outline()}</w:pPr>'
            f"<w:rPr>{_character(self.size, self.colour, bold=self.bold)}</w:rPr></w:style>"
        )

    def _spacing(self) -> str:
        before, after = round(self.before * 20), round(self.after * 20)
        line = round(self.line * 240)
        room = f'w:before="{before}" w:after="{after}"'
        return f'<w:spacing {room} w:line="{line}" w:lineRule="auto"/>'

    def _outline(self) -> str:
        return "" if self.level is None else f'<w:outlineLvl w:val="{self.level}"/>'


def _character(size: float, colour: str, *, bold: bool) -> str:
    """Return run properties; bold is said both ways, so that it never comes from a base style."""
    weight = "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    half_points = round(size * 2)
    return (
        f'{weight}<w:color w:val="{colour}"/><w:sz w:val="{half_points}"/>'
        f'<w:szCs w:val="{half_points}"/>'
    )


LOWER_CASE = ("Heading", "Caption", "Header", "Footer", "TOC 1", "TOC 2")
"""Styles of Word's own that the file names in lower case, whatever Word's list shows."""

KEEP = "<w:keepNext/><w:keepLines/>"


def _numbered(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


BULLETS, LETTERS = 1, 2
"""The numbering instances in numbering.xml."""

LOOKS = (
    Look("Normal", 11, after=6, line=1.15),
    Look("Title", 24, NAVY, bold=True, after=2, following="Subtitle", more=KEEP),
    Look("Subtitle", 14, GREY, after=4, following="Normal"),
    Look(
        "Heading 1", 20, NAVY, bold=True, before=20, after=6, following="Normal", more=KEEP, level=0
    ),
    Look(
        "Heading 2", 14, NAVY, bold=True, before=14, after=4, following="Normal", more=KEEP, level=1
    ),
    Look(
        "Heading 3", 11.5, INK, bold=True, before=9, after=3, following="Normal", more=KEEP, level=2
    ),
    Look("TOC Heading", 14, NAVY, bold=True, before=6, after=4, following="Normal", more=KEEP),
    Look("TOC 1", 11, after=3),
    Look("TOC 2", 10, GREY, after=2),
    Look("Caption", 10.5, INK, bold=True, before=8, after=4, more=KEEP),
    Look("List Bullet", 11, after=3, line=1.15, more=_numbered(BULLETS)),
    Look("List Number", 11, after=3, line=1.15, more=_numbered(LETTERS)),
    Look("Header", 9, GREY),
    Look("Footer", 9, GREY),
    Look("KPI Finding", 12.5, after=8, line=1.15),
    Look("KPI Meta", 10, GREY, after=4, more=KEEP),
    Look("KPI Byline", 10, GREY, after=14),
    Look("KPI Opening", 11, before=14, after=6, line=1.15),
    Look("KPI Label", 11, after=3, line=1.15),
    Look("KPI Why", 11, before=6, after=3, line=1.15, more=KEEP),
    Look("KPI Line", 10, after=3, line=1.1, more="<w:keepLines/>"),
    Look("KPI Chart", 11, after=0, more="<w:keepNext/>"),
    Look("KPI Words", 11, before=5, after=6, line=1.15),
    Look("KPI Head Centre", 9, WHITE, bold=True, align="center", more="<w:keepNext/>"),
    Look("KPI Head", 9, WHITE, bold=True, more="<w:keepNext/>"),
    Look("KPI Head Figure", 9, WHITE, bold=True, align="right", more="<w:keepNext/>"),
    Look("KPI Cell", 9.5),
    Look("KPI Cell Strong", 9.5, bold=True),
    Look("KPI Cell Note", 8.5, GREY),
    Look("KPI Figure", 9.5, align="right"),
    Look("KPI Figure Strong", 10.5, bold=True, align="right"),
    Look("KPI Figure Note", 8.5, GREY, align="right"),
    Look("KPI Source", 8.5, GREY, before=4, after=4),
    Look("KPI Notice", 8.5, INK, bold=True),
)


def _chip(name: str, fill: str, text: str) -> str:
    edge = f'w:val="single" w:sz="12" w:space="0" w:color="{fill}"'
    box = (
        f"<w:pBdr><w:top {edge}/><w:bottom {edge}/></w:pBdr>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    )
    return Look(f"KPI RAG {name}", 9, text, bold=True, align="center", more=box).xml()


TABLE = f"""<w:style w:type="table" w:default="1" w:styleId="TableNormal">
<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>
<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
</w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="KPITable"><w:name w:val="KPI Table"/>
<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="{NAVY}"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{NAVY}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>
<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>
<w:insideV w:val="single" w:sz="4" w:space="0" w:color="{NAVY}"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="{NAVY}"/></w:tcPr></w:tblStylePr></w:style>"""

CHARACTERS = f"""<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>
<w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
<w:rPr><w:color w:val="{NAVY}"/><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>
<w:rPr><w:i/><w:color w:val="{GREY}"/></w:rPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>"""


def styles() -> str:
    """Return styles.xml."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    language = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    chips = "".join(_chip(name, fill, text) for name, (fill, text) in RATINGS.items())
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:sz w:val="22"/><w:szCs w:val="22"/>{language}</w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>"
        f"{''.join(look.xml() for look in LOOKS)}{chips}{CHARACTERS}{TABLE}</w:styles>"
    )


def numbering() -> str:
    """Return numbering.xml: bullets, and lettered recommendations."""
    indent = '<w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr>'
    kinds = {BULLETS: ("bullet", "\u2022"), LETTERS: ("lowerLetter", "%1)")}
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>{indent}</w:lvl></w:abstractNum>'
        for n, (form, text) in kinds.items()
    )
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in kinds)
    return f"<w:numbering {NAMESPACES}>{abstract}{used}</w:numbering>"
