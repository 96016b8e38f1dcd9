"""Small pictures for tests, as Heed keeps them: what is uploaded is what is stored."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from heed.insight.pictures import cleaned


def photo(shade: int = 128, size: tuple[int, int] = (4, 3)) -> bytes:
    """A PNG of one shade of grey, 0 to 255; another shade is another picture."""
    written = BytesIO()
    Image.new("L", size, shade).save(written, "PNG")
    return cleaned(written.getvalue(), "image/png")[0]


PNG = photo()
