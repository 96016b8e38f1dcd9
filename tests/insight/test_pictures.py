"""Pictures are kept upright, in a form that browsers show, and without where they were taken."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin
from pillow_heif import register_heif_opener

from heed.insight import pictures
from heed.insight.filetypes import mime_of
from heed.insight.pictures import UnreadablePicture, cleaned

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
RED, BLUE = (200, 30, 30), (30, 30, 200)
register_heif_opener()


def two_halves(mode: str = "RGB") -> Image.Image:
    """A picture, 60 wide and 40 high: its left half is red, its right half blue."""
    picture = Image.new("RGB", (60, 40), RED)
    picture.paste(BLUE, (30, 0, 60, 40))
    return picture.convert(mode)


def taken(kind: str, *, mode: str = "RGB", turned: int = 1, **given: object) -> bytes:
    """The picture as a telephone writes it: turned, with the place and the maker."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = turned, "TestPhone"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (22.0, 33.0, 44.0)
    written = BytesIO()
    two_halves(mode).save(written, kind, exif=exif, **given)
    return written.getvalue()


def opened(body: bytes) -> Image.Image:
    picture = Image.open(BytesIO(body))
    picture.load()
    return picture


def near(one: object, other: tuple[int, int, int]) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) < 40 for a, b in zip(one, other, strict=False))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_the_place_and_the_telephone_are_gone(kind: str) -> None:
    body = taken(kind)
    assert b"TestPhone" in body
    kept, mime = cleaned(body, mime_of(body))
    assert b"TestPhone" not in kept
    assert dict(opened(kept).getexif()) == {}
    assert mime == mime_of(kept) == {"HEIF": "image/jpeg"}.get(kind, f"image/{kind.lower()}")
    assert opened(kept).size == (60, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_is_turned_as_the_camera_meant_it(kind: str) -> None:
    picture = opened(cleaned(taken(kind, turned=6), f"image/{kind.lower()}")[0]).convert("RGB")
    assert picture.size == (40, 60)
    assert near(picture.getpixel((20, 10)), RED)
    assert near(picture.getpixel((20, 50)), BLUE)


def test_a_picture_for_the_press_is_shown_in_its_colours() -> None:
    kept, mime = cleaned(taken("JPEG", mode="CMYK"), "image/jpeg")
    assert (opened(kept).mode, mime) == ("RGB", "image/jpeg")
    assert near(opened(kept).getpixel((10, 20)), RED)


def test_words_in_a_picture_and_what_hangs_on_its_end_are_gone() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Location", "22.33, 114.1")
    written = BytesIO()
    two_halves().save(written, "PNG", pnginfo=words)
    assert b"114.1" not in cleaned(written.getvalue(), "image/png")[0]
    film = taken("JPEG", comment=b"at home") + b"ftypmp42 a film with a place"
    kept, _ = cleaned(film, "image/jpeg")
    assert b"at home" not in kept
    assert b"a film" not in kept


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_drawing_keeps_every_dot_and_what_shows_through(mode: str) -> None:
    drawing = Image.new(mode, (5, 4))
    written = BytesIO()
    drawing.save(written, "PNG")
    kept = opened(cleaned(written.getvalue(), "image/png")[0])
    assert kept.convert("RGBA").tobytes() == drawing.convert("RGBA").tobytes()


def test_what_was_cleaned_stays_as_it_is_when_it_is_cleaned_again() -> None:
    once, _ = cleaned(taken("PNG"), "image/png")
    assert cleaned(once, "image/png")[0] == once


@pytest.mark.parametrize("body", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", taken("JPEG")[:400], b"RIFF\0\0\0\0WEBP"])
def test_a_picture_that_cannot_be_opened_is_told(body: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        cleaned(body, mime_of(body))


def test_a_small_file_with_too_many_pixels_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 60 * 40 - 1)
    with pytest.raises(UnreadablePicture, match="too many pixels"):
        cleaned(taken("PNG"), "image/png")
