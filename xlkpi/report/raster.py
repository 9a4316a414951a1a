"""Raster: the few strokes of a sparkline as a PNG, for programs that show no SVG.

Each pixel is an index into one palette: 0 to 127 runs from white to the line's colour, 128 to 255
from white to the colour of the dots, so that edges are smooth without any arithmetic on colours.
Pixels are kept column by column, because a line crosses each column in one upright span.
"""

import zlib
from functools import lru_cache
from math import hypot, sqrt
from struct import pack

LINE, DOTTED = (0x12, 0x43, 0x6D), (0x8A, 0x92, 0x99)
FULL, DARKEST_DOT = 127, 255
SOLID = bytes((FULL,)) * 255
HALF, RADIUS, LONE_RADIUS = 1.6, 4.8, 3.2
"""Half the line's thickness, the radius of the end dot and that of a lone one, in pixels."""

DOT_STEP, DOT_LENGTH = 6, 2
PACKING = 4
"""zlib's level: a line is mostly white, and packs as small as at the slowest."""


class Raster:
    """A white picture of `width` times `height` pixels."""

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._pixels = bytearray(width * height)

    def line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw from `start` to `end`, which lies to its right."""
        (x0, y0), (x1, y1) = start, end
        slope = (y1 - y0) / (x1 - x0)
        half = HALF * hypot(1, slope)
        for x in range(round(x0), round(x1) + 1):
            middle = y0 + slope * (min(max(x, x0), x1) - x0)
            self._span(x, middle - half, middle + half)

    def dot(self, x: float, y: float, radius: float = RADIUS) -> None:
        """Draw a disc around the point."""
        reach = int(radius)
        for offset in range(-reach, reach + 1):
            half = sqrt(radius**2 - offset**2)
            self._span(round(x) + offset, y - half, y + half)

    def dots(self, left: int, right: int, y: float) -> None:
        """Draw a dotted level line two pixels high."""
        for start in range(left, right, DOT_STEP):
            for x in range(start, min(start + DOT_LENGTH, right)):
                at = x * self._height + int(y)
                self._pixels[at : at + 2] = bytes((DARKEST_DOT, DARKEST_DOT))

    def png(self) -> bytes:
        """Return the picture as a file."""
        header = pack(">IIBBBBB", self._width, self._height, 8, 3, 0, 0, 0)
        rows = (self._pixels[y :: self._height] for y in range(self._height))
        scanlines = b"".join(b"\0" + row for row in rows)
        return b"".join(
            (
                b"\x89PNG\r\n\x1a\n",
                _chunk(b"IHDR", header),
                _palette(),
                _chunk(b"IDAT", zlib.compress(scanlines, PACKING)),
                _chunk(b"IEND", b""),
            )
        )

    def _span(self, x: int, top: float, bottom: float) -> None:
        """Colour column `x` from `top` to `bottom`; what is darker at the two ends stays.

        The drawing's own margin keeps every span inside the picture.
        """
        first, last = int(top), int(bottom)
        column, pixels = x * self._height, self._pixels
        ends = ((first, int((1 - top + first) * FULL)), (last, int((bottom - last) * FULL)))
        for end, index in ends:
            if pixels[column + end] < index or pixels[column + end] > FULL:
                pixels[column + end] = index
        if last > first + 1:
            pixels[column + first + 1 : column + last] = SOLID[: last - first - 1]


@lru_cache
def _palette() -> bytes:
    def ramp(colour: tuple[int, int, int]) -> bytes:
        return bytes(
            round(255 - (255 - channel) * step / FULL)
            for step in range(FULL + 1)
            for channel in colour
        )

    return _chunk(b"PLTE", ramp(LINE) + ramp(DOTTED))


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return pack(">I", len(content)) + kind + content + pack(">I", check)
