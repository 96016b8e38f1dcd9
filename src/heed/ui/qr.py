"""QR codes: on a page as an SVG that needs no inline style, on paper as a file."""

from io import BytesIO
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from segno import QRCode


def code_of(text: str) -> "QRCode":
    """The text as a QR code that can be read where a seventh of it is damaged."""
    import segno  # few requests draw one

    return segno.make(text, error="m", micro=False)


def square(text: str) -> SafeString:
    """The text as a QR code, dark on light in every theme, so that a camera can read it."""
    drawn = BytesIO()
    code_of(text).save(
        drawn, kind="svg", scale=8, border=2, dark="#111", light="#fff", xmldecl=False, svgns=True, svgclass="qr",
        lineclass=None, omitsize=True,
    )  # fmt: skip
    return mark_safe(drawn.getvalue().decode())  # noqa: S308  # drawn by segno, the text is in it as squares only
