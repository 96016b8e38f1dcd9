"""A printed page, and how a telephone photographs it."""

import random
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

PAGE = (1240, 1754)  # A4 at 150 dots an inch
MARGIN = 130


class Sheet:
    """A white page that is written from the top."""

    def __init__(self, chance: random.Random) -> None:
        self.image = Image.new("L", PAGE, 255)
        self.draw = ImageDraw.Draw(self.image)
        self.size = chance.randint(25, 33)
        self.face = chance.choice(("NotoSansSC-Regular.otf", "NotoSerifSC-Regular.otf"))
        self.top = chance.randint(110, 180)
        self.leading = chance.choice((1.5, 1.65, 1.8))

    def font(self, times: float = 1.0) -> ImageFont.FreeTypeFont:
        return _font(self.face, round(self.size * times))

    def line(self, text: str, at: str = "left", times: float = 1.0) -> None:
        """One line: at the left, in the middle, or at the right."""
        wide = self.font(times).getlength(text)
        place = {"left": MARGIN, "middle": (PAGE[0] - wide) / 2, "right": PAGE[0] - MARGIN - wide}[at]
        self.draw.text((place, self.top), text, font=self.font(times), fill=25)
        self.top += round(self.size * times * self.leading)

    def paragraph(self, text: str, *, indent: bool = True) -> None:
        """A text that is broken at the right margin, with its first line set in as letters are."""
        pieces = text.split(" ") if text.isascii() else list(text)
        between, row = (" " if text.isascii() else ""), ("　　" if indent and not text.isascii() else "")
        for piece in pieces:
            longer = f"{row}{between if row.strip() else ''}{piece}"
            if self.font().getlength(longer) > PAGE[0] - 2 * MARGIN and piece not in "，。、；！":
                self.line(row)
                longer = piece
            row = longer
        self.line(row)

    def gap(self, lines: float = 0.6) -> None:
        self.top += round(self.size * lines)

    def table(self, rows: list[list[str]], widths: list[int]) -> None:
        """Cells with their borders."""
        high = round(self.size * 2)
        for row in rows:
            left = MARGIN
            for text, wide in zip(row, widths, strict=True):
                self.draw.rectangle((left, self.top, left + wide, self.top + high), outline=60, width=2)
                self.draw.text((left + 14, self.top + self.size * 0.4), text, font=self.font(), fill=25)
                left += wide
            self.top += high


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    import pylopdf_fonts_zh_cn

    return ImageFont.truetype(str(Path(pylopdf_fonts_zh_cn.__file__).parent / face), size)


def photographed(page: Image.Image, chance: random.Random) -> bytes:
    """The page on a table: turned by one to three degrees, lit from one side, a little blurred, with noise, as JPEG."""
    degrees = chance.choice((-1, 1)) * chance.uniform(1, 3)
    turned = page.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=90)
    light = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize(turned.size)
    lit = Image.blend(turned, Image.eval(light, lambda value: 120 + value // 2), chance.uniform(0.1, 0.25))
    noisy = Image.blend(lit, Image.effect_noise(lit.size, 60), chance.uniform(0.05, 0.15))
    blurred = noisy.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 1.0)))
    photo = ImageEnhance.Brightness(blurred).enhance(chance.uniform(0.85, 1.05)).convert("RGB")
    written = BytesIO()
    photo.save(written, "JPEG", quality=chance.randint(40, 80))
    return written.getvalue()
