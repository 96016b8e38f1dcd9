"""A QR code as an SVG that needs no inline style."""

from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe


def square(text: str) -> SafeString:
    """The text as a QR code, dark on light in every theme, so that a camera can read it."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", scale=8, border=2, dark="#111", light="#fff", xmldecl=False, svgns=True, svgclass="qr",
        lineclass=None, omitsize=True,
    )  # fmt: skip
    return mark_safe(drawn.getvalue().decode())  # noqa: S308  # drawn by segno, the text is in it as squares only
