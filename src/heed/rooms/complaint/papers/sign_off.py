"""The sign-off slip as PDF: what was done, and the owner's opinion and signature (R54)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from heed.rooms.complaint.dossier import Dossier
from heed.rooms.complaint.papers.answered import last_facts, last_signed, paid, settled
from heed.rooms.complaint.papers.sheet import sheet, who
from heed.ui import humanize
from heed.ui.paper import blocks
from heed.ui.paper.blocks import Block
from heed.ui.paper.paper import Paper

LONGEST = 600
"""Letters of what the owner said: the slip is one page."""


def sign_off(dossier: Dossier) -> Paper:
    """The slip in the active language, which is the owner's; filled where the owner has said an opinion."""
    complaint = dossier.complaint
    paper = sheet(dossier, _("Opinion of satisfaction"), to_owner=True)
    with humanize.on_paper():
        said = settled(complaint)
        solution = str(last_facts(complaint, "solution").get("solution", ""))
        paper.add(who(dossier), blocks.heading(_("What you told us")))
        paper.add(blocks.said(Truncator(complaint.content).chars(LONGEST)))
        paper.add(blocks.heading(_("What we explained or did")))
        paper.add(blocks.text(solution) if solution else blocks.space(24))
        paper.add(*_opinion(dossier, said), *_received(dossier), *_signed(paper, dossier))
    return paper


def _opinion(dossier: Dossier, said: dict[str, Any]) -> Iterator[Block]:
    yield blocks.heading(_("My opinion"))
    yield blocks.boxes(said.get("opinions") or [(_("Satisfied"), False), (_("Not solved"), False)])
    if said.get("number") and dossier.complaint.closed_at:
        time = humanize.moment(dossier.complaint.closed_at)
        yield blocks.text(
            _("Said on the telephone, on %(number)s, %(time)s") % {"number": said["number"], "time": time}
        )
    yield blocks.heading(_("In my own words"))
    yield blocks.said(said["confirmation"]) if said.get("confirmation") else blocks.space(22)


def _received(dossier: Dossier) -> Iterator[Block]:
    found = paid(dossier.complaint)
    if found is None:
        return
    yield blocks.heading(_("Compensation received"))
    parts = [humanize.money(found.money, found.currency)]
    parts += [_("Proof") + _(": ") + found.proof] if found.proof else []
    parts += [humanize.moment(found.paid_at)] if found.paid_at else []
    yield blocks.text(" · ".join(parts))


def _signed(paper: Paper, dossier: Dossier) -> Iterator[Block]:
    """What the owner signed; where that does not end the case, also a line to sign on."""
    found = last_signed(dossier.complaint)
    name = paper.add_picture(Path(found.file.file.path)) if found else ""
    if found and name:
        parts = (_("Owner's signature"), found.what, humanize.moment(found.file.at))
        yield blocks.picture(name, " · ".join(filter(None, parts)))
    if found and name and found.ends:
        yield blocks.sign(_("Receptionist"), _("Date"))
    else:
        yield blocks.sign(_("Owner's signature"), _("Date"), _("Receptionist"), _("Date"))
