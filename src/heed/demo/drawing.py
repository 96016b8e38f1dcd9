"""Small drawn pictures for the demo: evidence photos and signatures, as PNG made with nothing but zlib."""

import struct
import zlib
from collections.abc import Iterable
from random import Random

Colour = tuple[int, int, int]
Point = tuple[float, float]

PAPER: Colour = (255, 255, 255)
INK: Colour = (28, 34, 48)


class Canvas:
    """A picture of width × height pixels, 24 bits each."""

    def __init__(self, width: int, height: int, background: Colour) -> None:
        self.width, self.height = width, height
        self._rows = [bytearray(bytes(background) * width) for _ in range(height)]

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        """A filled rectangle; what lies outside the picture is cut off."""
        first, last = max(int(left), 0), min(int(right), self.width)
        if last <= first:
            return
        line = bytes(colour) * (last - first)
        for row in self._rows[max(int(top), 0) : max(min(int(bottom), self.height), 0)]:
            row[3 * first : 3 * last] = line

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A filled circle."""
        for top in range(int(y - radius), int(y + radius) + 1):
            half = max(radius * radius - (top - y) ** 2, 0.0) ** 0.5
            self.box(x - half, top, x + half + 1, top + 1, colour)

    def shade(self, strength: float) -> None:
        """Darken towards the bottom, as a lamp above would."""
        for place, row in enumerate(self._rows):
            share = 1 - strength * place / self.height
            row[:] = bytes(int(value * share) for value in row)

    def png(self) -> bytes:
        """The picture as a PNG file."""
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in self._rows), 6)
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def lift_door(chance: Random) -> bytes:
    """Two steel doors with a lamp above, a gap between them."""
    canvas = Canvas(240, 180, (196, 190, 180))
    canvas.box(60, 20, 180, 180, (120, 124, 130))
    gap = chance.randint(0, 26)
    canvas.box(66, 34, 120 - gap, 180, (176, 180, 186))
    canvas.box(122 + gap, 34, 174, 180, (168, 172, 178))
    canvas.box(120 - gap, 34, 122 + gap, 180, (44, 46, 52))
    canvas.box(98, 24, 142, 32, (30, 30, 34))
    canvas.disc(200, 110, 7, chance.choice([(210, 60, 50), (60, 170, 90), (230, 160, 40)]))
    canvas.shade(0.35)
    return canvas.png()


def damp_wall(chance: Random) -> bytes:
    """A wall with a stain that spreads from a corner."""
    canvas = Canvas(240, 180, (232, 227, 214))
    x, y = chance.uniform(60, 180), chance.uniform(30, 70)
    for _ in range(38):
        tone = chance.randint(150, 190)
        canvas.disc(
            x + chance.gauss(0, 30), y + abs(chance.gauss(0, 26)), chance.uniform(3, 12), (tone, tone - 12, tone - 40)
        )
    canvas.box(0, 158, 240, 164, (205, 198, 180))
    canvas.box(0, 164, 240, 180, (150, 120, 90))
    canvas.shade(0.2)
    return canvas.png()


def new_part(chance: Random) -> bytes:
    """A part on a bench, with its bolts."""
    canvas = Canvas(240, 180, (88, 96, 104))
    canvas.box(0, 120, 240, 180, (134, 100, 68))
    left = chance.randint(40, 80)
    canvas.box(left, 60, left + 110, 124, (188, 194, 198))
    canvas.box(left + 12, 72, left + 98, 112, chance.choice([(60, 110, 170), (200, 140, 50), (70, 140, 100)]))
    for place in range(4):
        canvas.disc(left + 8 + place * 31, 66, 4, (70, 74, 80))
    canvas.disc(left + 150, 108, 16, (60, 62, 66))
    canvas.disc(left + 150, 108, 8, (150, 154, 158))
    canvas.shade(0.3)
    return canvas.png()


def clean_floor(chance: Random) -> bytes:
    """A tiled corridor, mopped."""
    canvas = Canvas(240, 180, (214, 218, 216))
    for row in range(90, 180, 30):
        for column in range(-30, 240, 40):
            tone = chance.randint(168, 190)
            canvas.box(column + row % 40, row + 1, column + row % 40 + 39, row + 30, (tone, tone + 4, tone + 6))
    canvas.box(20, 20, 84, 90, (156, 120, 84))
    canvas.box(150, 30, 214, 90, (156, 120, 84))
    canvas.disc(76, 56, 3, (230, 200, 90))
    canvas.box(108, 60, 128, 92, (232, 196, 40))
    canvas.shade(0.25)
    return canvas.png()


PICTURES = {"lift": lift_door, "wall": damp_wall, "part": new_part, "floor": clean_floor}


def signature(chance: Random) -> bytes:
    """A name written fast with a pen, about 320 by 110."""
    canvas = Canvas(320, 110, PAPER)
    x = 30.0
    for _ in range(chance.randint(2, 3)):
        for _ in range(chance.randint(3, 5)):
            points = [(x + chance.uniform(0, 64), chance.uniform(22, 88)) for _ in range(4)]
            _stroke(canvas, points)
        x += 84
    return canvas.png()


def _stroke(canvas: Canvas, points: list[Point]) -> None:
    for x, y in _curve(points):
        canvas.disc(x, y, 1.3, INK)


def _curve(points: list[Point], steps: int = 70) -> Iterable[Point]:
    """A cubic Bézier curve through the plane."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    for step in range(steps + 1):
        t = step / steps
        s = 1 - t
        yield (
            s**3 * ax + 3 * s * s * t * bx + 3 * s * t * t * cx + t**3 * dx,
            s**3 * ay + 3 * s * s * t * by + 3 * s * t * t * cy + t**3 * dy,
        )
