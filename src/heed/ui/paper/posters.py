"""Posters and stickers with the code of a place, in three languages: one or a thousand in a PDF."""

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from heed.i18n.languages import LANGUAGES
from heed.process.words.base import N_
from heed.ui.paper.paper import press
from heed.ui.qr import code_of

#: What each of them says, in every language.
TITLE = N_("Something is not right? Tell us.")
HOW = N_("Point your phone's camera here. No account, no app.")
SHORT = N_("Scan and tell us")
DANGER = N_("Danger to people? Call at once")


@dataclass(frozen=True, slots=True)
class PlacePoster:
    """What one poster or sticker is about: the place, and the address to which its code leads."""

    place: str
    address: str


def draw_posters(posters: Iterable[PlacePoster], *, estate: str, hotline: str, language: str, is_small: bool) -> bytes:
    """The PDF: A4 posters, one a page, or `is_small` stickers of 70 × 37 mm, 24 a page. Raises NotDrawn.

    The `language` of the estate is set large and stands first, the others below it.
    """
    with tempfile.TemporaryDirectory(prefix="heed-posters-") as name:
        folder, rows = Path(name), []
        for count, poster in enumerate(posters):
            square = f"qr-{count}.svg"
            code_of(poster.address).save(str(folder / square), border=0, dark="#111")
            shown = poster.address.partition("://")[2].rstrip("/")
            rows.append({"place": poster.place, "address": shown, "qr": square})
        data = {
            "estate": estate, "hotline": hotline, "small": is_small, "rows": rows, "title": _in_each(TITLE, language),
            "how": _in_each(HOW, language), "short": _in_each(SHORT, language), "danger": _in_each(DANGER, language),
        }  # fmt: skip
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        (folder / "main.typ").write_bytes(Path(__file__).with_name("posters.typ").read_bytes())
        return press(folder)


def _in_each(message: str, first: str) -> Sequence[str]:
    """The message in every language, the first one first; each wording once."""
    codes = sorted((language.code for language in LANGUAGES), key=lambda code: code != first)
    said = []
    for code in codes:
        with translation.override(code):
            said.append(_(message))
    return list(dict.fromkeys(said))
