"""The timeline of a complaint on paper, with its photos."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from heed.process.words import FileKind
from heed.rooms.complaint.dossier import Dossier
from heed.rooms.complaint.papers import proof
from heed.rooms.complaint.timeline import TimelineBuilder, by_day
from heed.rooms.complaint.timeline_entry import Mark, TimelineEntry
from heed.ui.paper import blocks
from heed.ui.paper.blocks import Block
from heed.ui.paper.paper import Paper


def timeline_blocks(paper: Paper, dossier: Dossier) -> Iterator[Block]:
    """Each day with its entries; photos are put in the paper."""
    builder = TimelineBuilder(dossier.complaint, dossier.policy, whole=dossier.may_reveal)
    for day in by_day(builder.entries(dossier.entries)):
        yield blocks.day(day.on.isoformat())
        for one in day.entries:
            yield _entry(paper, one)


def _entry(paper: Paper, one: TimelineEntry) -> Block:
    pictures, others = ([], []) if one.erased else _files(paper, one)
    new_round = [blocks.mark(_("Round %(n)s") % {"n": one.new_round}, "info")] if one.new_round else []
    return {
        "kind": "entry",
        "time": timezone.localtime(one.entry.at).strftime("%H:%M"),
        "who": one.who,
        "what": one.what,
        "brief": one.brief,
        "marks": new_round + _marks(one.marks),
        "erased": _("The text of this entry was erased.") if one.erased else "",
        "quotes": [blocks.said(said.words, said.tone, said.label, _marks(said.marks)) for said in one.quotes],
        "notes": one.notes,
        "details": [list(row) for row in one.details],
        "steps": _marks(one.steps),
        "pictures": pictures,
        "files": others,
    }


def _files(paper: Paper, one: TimelineEntry) -> tuple[list[Block], list[str]]:
    """The photos that can be drawn, and the names of all other files; signatures have a place of their own."""
    drawn, others = [], [proof.in_words(file) for file in (*one.recordings, *one.files)]
    for file in one.pictures:
        if file.kind == FileKind.SIGNATURE:
            continue
        if name := paper.add_picture(Path(file.file.path)):
            drawn.append({"file": name, "caption": file.name})
        else:
            others.append(_("%(name)s: cannot be shown") % {"name": file.name})
    return drawn, others


def _marks(marks: Iterable[Mark]) -> list[Block]:
    return [blocks.mark(one.text, one.tone) for one in marks]
