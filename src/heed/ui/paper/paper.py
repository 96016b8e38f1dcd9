"""A paper: its head, its blocks, its pictures and what is attached to it; `draw` makes the PDF."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.ui.paper.blocks import Block
from heed.ui.qr import code_of

SECONDS = 120
"""How long the drawing of one paper may take; the usual one takes some tenths of a second."""
_HERE = Path(__file__).parent
_WIDEST = 1100
"""Pixels of a picture on the page, enough for a third of A4; the picture itself is attached whole."""


class NotDrawn(RuntimeError):
    """Typst did not draw the paper; its words say why."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the PDF."""

    name: str
    content: bytes | Path
    mime: str
    about: str = ""


@dataclass
class Paper:
    """One paper in the language that is active while it is made. `over` stands above the title, `taken` at every foot.

    `address` is what the code at the head leads to; "" for none. A `letter` is set in a larger face to be read as one;
    a `wide` paper lies across, for tables of many columns.
    """

    title: str
    over: str
    number: str
    taken: str
    address: str = ""
    letter: bool = False
    wide: bool = False
    blocks: list[Block] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def add(self, *blocks: Block) -> None:
        """Put these blocks below the others."""
        self.blocks += blocks

    def add_picture(self, file: Path) -> str:
        """The name in the paper of a stored picture, made as small as the page needs; "" where it cannot be read."""
        from PIL import Image  # few papers have pictures

        try:
            with Image.open(file) as picture:
                picture.thumbnail((_WIDEST, _WIDEST))
                drawn = BytesIO()
                clear = picture.mode in ("RGBA", "LA", "P")
                picture.convert("RGBA" if clear else "RGB").save(drawn, "PNG" if clear else "JPEG", quality=82)
        except (OSError, ValueError, Image.DecompressionBombError):
            return ""
        name = f"picture-{len(self.pictures)}.{'png' if clear else 'jpg'}"
        self.pictures[name] = drawn.getvalue()
        return name


def taken_by(name: str) -> str:
    """The line at the foot of every page: who took it, and when."""
    at = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    return _("Taken by %(name)s on %(at)s") % {"name": name, "at": f"{at} ({timezone.get_current_timezone_name()})"}


def draw(paper: Paper) -> bytes:
    """The paper as PDF, drawn by a process that ends. Raises NotDrawn."""
    with tempfile.TemporaryDirectory(prefix="heed-paper-") as name:
        folder = Path(name)
        data = _data(paper, folder)
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        (folder / "main.typ").write_bytes((_HERE / "frame.typ").read_bytes())
        for picture, content in paper.pictures.items():
            (folder / picture).write_bytes(content)
        return press(folder)


def _data(paper: Paper, folder: Path) -> dict[str, Any]:
    lang, _dash, script = (get_language() or "en").partition("-")
    qr = ""
    if paper.address:
        code_of(paper.address).save(str(folder / "qr.svg"), border=0, dark="#1d2430")
        qr = "qr.svg"
    return {
        "title": paper.title, "title_size": 19 if len(paper.title) < 28 else 15, "over": paper.over,
        "number": paper.number, "taken": paper.taken, "qr": qr, "lang": lang,
        "region": {"hans": "CN", "hant": "HK"}.get(script), "blocks": paper.blocks, "letter": paper.letter,
        "wide": paper.wide,
        "attached": _put_in(paper.attached, folder),
    }  # fmt: skip


def _put_in(attached: Sequence[Attached], folder: Path) -> list[dict[str, str]]:
    """Put what is attached in the folder, and say where."""
    said = []
    for place, one in enumerate(attached):
        path = folder / f"attached-{place}"
        path.write_bytes(one.content if isinstance(one.content, bytes) else one.content.read_bytes())
        said.append({"name": one.name, "path": path.name, "mime": one.mime, "about": one.about})
    return said


def press(folder: Path) -> bytes:
    """Draw the PDF of a folder that has `main.typ` and `data.json`, in a process that ends. Raises NotDrawn."""
    command = [sys.executable, "-I", str(_HERE / "press.py"), str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=SECONDS)  # noqa: S603  # our own program
    except subprocess.CalledProcessError as failed:
        raise NotDrawn(failed.stderr.decode(errors="replace")[-2000:]) from failed
    except subprocess.TimeoutExpired as late:
        raise NotDrawn(f"It was not drawn within {SECONDS} seconds.") from late
    return done.stdout
