"""Pictures as they are kept: upright, in a form that every browser shows, and without what the camera wrote beside.

Cameras write down where and when a picture was taken, with which telephone, sometimes a second picture or a film. None
of it is what the sender meant to send.
"""

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

CLEANED = ("image/jpeg", "image/png", "image/webp", "image/heic")
"""Media types that are cleaned. A GIF has no place for where it was taken."""
MOST_PIXELS = 100_000_000
"""The largest picture that is opened: a small file may hold one that fills all memory."""
QUALITY = 90
_PLAIN_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")


class UnreadablePicture(ValueError):
    """The bytes begin like a picture, and cannot be opened as one, or only with too much memory."""


def cleaned(body: bytes, mime: str) -> tuple[bytes, str]:
    """The picture as it is kept, and its media type: HEIC, which few browsers show, becomes JPEG.

    Raises UnreadablePicture.
    """
    with _opened(body) as (upright, picture):
        return _written(upright, picture, mime)


def upright(body: bytes) -> "Image":
    """The picture as it is looked at. Raises UnreadablePicture."""
    with _opened(body) as (turned, _picture):
        return turned


@contextmanager
def _opened(body: bytes) -> "Iterator[tuple[Image, Image]]":
    """The picture upright, and as it was opened."""
    from PIL import Image, ImageOps  # few requests bring a picture
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
    try:
        with Image.open(BytesIO(body)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise UnreadablePicture("It has too many pixels.")
            picture.load()
            yield ImageOps.exif_transpose(picture), picture
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        raise UnreadablePicture(str(problem)) from problem


def _written(upright: "Image", picture: "Image", mime: str) -> tuple[bytes, str]:
    """The picture written anew, with its colour profile and nothing else besides."""
    kept: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile")}
    written = BytesIO()
    if mime == "image/png":
        upright = upright if upright.mode in (*_PLAIN_MODES, "I", "I;16") else upright.convert("RGBA")
        transparent = {"transparency": picture.info["transparency"]} if "transparency" in picture.info else {}
        upright.save(written, "PNG", pnginfo=None, exif=b"", **kept, **transparent)
        return written.getvalue(), mime
    if mime == "image/webp":
        upright.save(written, "WEBP", quality=QUALITY, exif=b"", xmp=b"", **kept)
        return written.getvalue(), mime
    if upright.mode not in ("L", "RGB"):
        upright, kept = upright.convert("RGB"), {}  # as of CMYK, whose profile fits no longer
    upright.save(written, "JPEG", quality=QUALITY, exif=b"", comment=b"", **kept)
    return written.getvalue(), "image/jpeg"
