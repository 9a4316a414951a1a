"""Colour: the contrast of two colours by WCAG 2.2, and a theme's colours with tint and shade."""

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache

from lxml import etree

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
BLACK, WHITE = "000000", "FFFFFF"
HIGHLIGHTS = {
    "black": BLACK, "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
    "red": "FF0000", "yellow": "FFFF00", "white": WHITE, "darkBlue": "000080",
    "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
"""Word's highlighter pens."""

SCHEME = {
    "dark1": "dk1", "text1": "dk1", "light1": "lt1", "background1": "lt1", "dark2": "dk2",
    "text2": "dk2", "light2": "lt2", "background2": "lt2", "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}  # fmt: skip
"""A theme colour's name in text against its name in the theme; accents have one name."""

LINEAR = 0.04045
"""Below it a screen's colours are in proportion to their light."""

LEAST_COLOURFUL = 40
"""Where the strongest and the weakest of red, green and blue lie nearer, a fill is a grey."""


@lru_cache(maxsize=1024)
def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def automatic(fill: str) -> str:
    """Return the colour that Word gives to automatic text on a fill: black or white."""
    return max((BLACK, WHITE), key=lambda colour: contrast(colour, fill))


def is_colourful(fill: str) -> bool:
    """Return whether a fill is a colour, and no white, grey or black."""
    parts = _parts(fill)
    return max(parts) - min(parts) > LEAST_COLOURFUL / 255


def mixed(over: str, under: str, share: float) -> str:
    """Return two colours mixed, `over` by its share, as Word's patterns do."""
    pairs = zip(_parts(over), _parts(under), strict=True)
    return _hex([a * share + b * (1 - share) for a, b in pairs])


def tinted(colour: str, tint: str, shade: str) -> str:
    """Return a theme colour made lighter by its tint and darker by its shade, both in hex."""
    hue, light, saturation = rgb_to_hls(*_parts(colour))
    light *= _share(shade)
    light = light * _share(tint) + 1 - _share(tint)
    return _hex(hls_to_rgb(hue, light, saturation))


def _share(hexadecimal: str) -> float:
    """Return two hexadecimal digits as a share of 255; anything else leaves a colour whole."""
    is_share = len(hexadecimal) == len("FF") and is_colour(hexadecimal * 3)
    return int(hexadecimal, 16) / 255 if is_share else 1.0


def theme_colours(theme: etree._Element | None) -> Mapping[str, str]:
    """Return the colours of a theme by the name that text uses."""
    scheme = None if theme is None else theme.find(f".//{DRAWING}clrScheme")
    if scheme is None:
        return {}
    own = {str(child.tag).rpartition("}")[2]: _said(child) for child in scheme}
    own |= {name: own[short] for name, short in SCHEME.items() if short in own}
    return {name: colour for name, colour in own.items() if is_colour(colour)}


def is_colour(text: str) -> bool:
    """Return whether the text is six hexadecimal digits."""
    return len(text) == len(BLACK) and all(digit in "0123456789abcdefABCDEF" for digit in text)


def _said(entry: etree._Element) -> str:
    """Return the colour of one entry of a theme: its own, or the system's when it was saved."""
    return next((c.get("lastClr") or c.get("val") or "" for c in entry), "")


def _parts(colour: str) -> tuple[float, float, float]:
    return int(colour[0:2], 16) / 255, int(colour[2:4], 16) / 255, int(colour[4:6], 16) / 255


def _hex(parts: list[float] | tuple[float, float, float]) -> str:
    return "".join(f"{round(part * 255):02X}" for part in parts)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= LINEAR else ((c + 0.055) / 1.055) ** 2.4 for c in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
