"""The journey of a complaint: the table of moves, drawn and listed."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.process.closing import EVIDENCE
from heed.process.move import Move
from heed.process.moves import ROUND_CLOCKS, ROWS, STAGE_CLOCKS, STOPPED_AT
from heed.process.transitions import PEOPLE_TOGETHER, sources_in_words, who_in_words
from heed.process.words import Stage, Word
from heed.rooms.journey.drawing import WideDrawing
from heed.rooms.journey.narrow import NarrowDrawing
from heed.ui.requests import staff_only


@staff_only
@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """The drawing and the table, both from the table of moves; `?at=` marks a stage and the moves open there."""
    at = request.GET.get("at", "")
    context = {
        "wide": WideDrawing(at).draw(),
        "narrow": NarrowDrawing(at).draw(),
        "rows": [_row(move) | {"here": at in move.at} for move in ROWS],
        "at": _(Stage(at).label) if at in set(Stage) else "",
        "stage_clocks": [(_(stage.label), _listed(clocks)) for stage, clocks in STAGE_CLOCKS.items()],
        "round_clocks": _listed(ROUND_CLOCKS),
        "until_closed": _listed(STOPPED_AT[Stage.CLOSED]),
        "people": [(_(phrase), _listed(group)) for group, phrase in PEOPLE_TOGETHER],
        "closings": [(_(code.label), _(evidence)) for code, evidence in EVIDENCE.items()],
    }
    return render(request, "journey/journey.html", context)


def _row(move: Move) -> dict[str, object]:
    """One row of the table of moves in the reader's language."""
    does = (
        (_("starts"), move.starts),
        (_("restarts"), move.restarts),
        (_("stops"), move.stops),
        (_("drops"), move.drops),
    )
    return {
        "move": move,
        "label": _(move.label),
        "from": _(", ").join(_(phrase) for phrase in sources_in_words(move)),
        "to": _listed(move.to),
        "who": _(", ").join(_(phrase) for phrase in who_in_words(move)),
        "facts": [(_(fact.label), fact.required and fact.when is None) for fact in move.asks],
        "clocks": [(what, _listed(clocks)) for what, clocks in does if clocks],
        "tells": _listed(move.tells),
    }


def _listed(words: Iterable[Word]) -> str:
    return _(", ").join(_(word.label) for word in words)
