"""The add-in's icon, drawn: three bars in the colours of the ratings, on the paper's blue."""

import struct
import zlib
from functools import cache

NAVY, GREEN, AMBER, RED = (31, 56, 100), (76, 175, 80), (255, 179, 0), (239, 83, 80)
BARS = ((0.20, 0.24, GREEN), (0.43, 0.44, AMBER), (0.66, 0.62, RED))
"""Left edge, top edge and colour of each bar, in parts of the icon's side."""
WIDTH, FOOT, ROUND = 0.14, 0.80, 0.18
FINE = 4
"""Points a side within each point of the picture, so that edges are smooth."""
SIZES = (16, 32, 64, 80)

Colour = tuple[int, int, int]


@cache
def png(size: int) -> bytes:
    """Return the icon as a PNG with so many points a side."""
    rows = b"".join(b"\0" + b"".join(_point(x, y, size) for x in range(size)) for y in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def svg() -> str:
    """Return the icon as an SVG."""
    bars = "".join(
        f'<rect x="{left * 100:g}" y="{top * 100:g}" width="{WIDTH * 100:g}" '
        f'height="{(FOOT - top) * 100:g}" fill="rgb{colour}"/>'
        for left, top, colour in BARS
    )
    ground = f'<rect width="100" height="100" rx="{ROUND * 100:g}" fill="rgb{NAVY}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{ground}{bars}</svg>'


def _point(x: int, y: int, size: int) -> bytes:
    """Return one point, mixed of the finer ones in it."""
    steps = [(n + 0.5) / FINE for n in range(FINE)]
    found = [_colour((x + dx) / size, (y + dy) / size) for dx in steps for dy in steps]
    solid = [one for one in found if one is not None]
    if not solid:
        return bytes(4)
    mixed = (round(sum(one[n] for one in solid) / len(solid)) for n in range(3))
    return bytes([*mixed, round(255 * len(solid) / len(found))])


def _colour(x: float, y: float) -> Colour | None:
    """Return the colour at a place, in parts of the side; None outside."""
    for left, top, colour in BARS:
        if left <= x < left + WIDTH and top <= y < FOOT:
            return colour
    near_x, near_y = min(max(x, ROUND), 1 - ROUND), min(max(y, ROUND), 1 - ROUND)
    is_inside = (x - near_x) ** 2 + (y - near_y) ** 2 <= ROUND**2
    return NAVY if is_inside else None


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))
