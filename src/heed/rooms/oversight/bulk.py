"""Moves on several complaints: which of the ticked ones can, the form once for all, and each made on its own (R68)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.insight.numbers import whole_number
from heed.move_forms.form import MoveForm
from heed.process.move import Move
from heed.process.moves import MOVES
from heed.process.workflow import is_offered, is_open_to, obstacles, refusals
from heed.queries.access import complaints_visible_to
from heed.queries.actor import Actor, staff
from heed.queries.complaints.case import case_of
from heed.queries.complaints.case_rows import OF_CASE
from heed.records.models import Account, Complaint
from heed.ui.refusals import sentence

#: So many complaints at once at most: as many as a page of the list has.
MOST = 50
#: So many are made before the page says how far it is.
AT_ONCE = 5
MANY = tuple(row for row in MOVES.values() if row.many)
#: Parameters of the form that are no facts of the move.
OWN = ("csrfmiddlewaretoken", "pick", "move", "next", "total", "done")


@dataclass(frozen=True, slots=True)
class Pick:
    """A ticked complaint, and the version that the browser showed."""

    complaint: Complaint
    version: int

    @property
    def text(self) -> str:
        """As it stands in the form."""
        return f"{self.complaint.number}:{self.version}"


@dataclass(frozen=True, slots=True)
class Preview:
    """Whether a move can be made on a complaint; `why_not` is "" where it can."""

    pick: Pick
    why_not: str


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: `why_not` is "" where the move is on record."""

    complaint: Complaint
    why_not: str


def picked(account: Account, texts: Sequence[str]) -> list[Pick]:
    """Return the ticked complaints that the account may see, in the order of the ticks: NUMBER or NUMBER:VERSION."""
    named = {number.upper(): version for number, _, version in (text.partition(":") for text in texts[:MOST])}
    seen = complaints_visible_to(account).select_related("project", "person", "place", "case_owner", "merged_into")
    seen = seen.prefetch_related(*OF_CASE)
    found = {complaint.number: complaint for complaint in seen.filter(number__in=list(named))}
    return [
        Pick(found[number], whole_number(version) if version else found[number].version)  # type: ignore[arg-type]
        for number, version in named.items()
        if number in found and (not version or whole_number(version) is not None)
    ]


def offers(picks: Sequence[Pick], account: Account) -> list[tuple[Move, int]]:
    """Return the moves that can be made on some of these complaints, each with on how many, most first."""
    cases = [case_of(pick.complaint, staff(account), timezone.now()) for pick in picks]
    counted = [
        (row, sum(is_open_to(row, *case) and is_offered(row, case[0]) and not obstacles(row, *case) for case in cases))
        for row in MANY
    ]
    return sorted(((row, count) for row, count in counted if count), key=lambda pair: -pair[1])


def previews(row: Move, picks: Sequence[Pick], account: Account) -> list[Preview]:
    """Return for each complaint whether the move can be made on it now, with any facts."""
    by = staff(account)
    return [Preview(pick, _why_not(row, pick, by)) for pick in picks]


def _why_not(row: Move, pick: Pick, by: Actor) -> str:
    case, actor = case_of(pick.complaint, by, timezone.now())
    if not is_open_to(row, case, actor):
        reasons = [one for one in refusals(row, case, actor, {}) if not one.fact]
        return sentence(reasons[0]) if reasons else _("This cannot be done at the current stage.")
    against = obstacles(row, case, actor)
    return sentence(against[0]) if against else ""


def form_for(row: Move, pick: Pick, account: Account, data: QueryDict | None = None) -> MoveForm:
    """Return the form of the move for one complaint, filled in with what was typed once for all of them."""
    if data is None:
        return MoveForm(pick.complaint, row.name, staff(account))
    own = data.copy()
    for name in OWN:
        own.pop(name, None)
    own["version"] = str(pick.version)
    return MoveForm(pick.complaint, row.name, staff(account), own)


def make_each(row: Move, picks: Sequence[Pick], account: Account, data: QueryDict) -> list[Done]:
    """Make the move on each complaint, in a transaction of its own; one that is refused or stale stops no other."""
    return [_make(form_for(row, pick, account, data)) for pick in picks]


def _make(form: MoveForm) -> Done:
    attempt = form.attempt()
    if attempt.complaint is not None:
        return Done(attempt.complaint, "")
    if attempt.entries:
        return Done(form.complaint, _("It was changed in the meantime: look at it first."))
    return Done(form.complaint, _first_error(form))


def _first_error(form: MoveForm) -> str:
    for name, errors in form.errors.items():
        field = form.fields.get(name)
        words = str(errors[0])
        return f"{field.label}: {words}" if field is not None and field.label else words
    return _("This cannot be done at the current stage.")


def typed_of(data: QueryDict) -> list[tuple[str, str]]:
    """Return what was typed, to be sent again with the next few."""
    left_out: Mapping[str, None] = dict.fromkeys((*OWN, "version"))
    return [(name, value) for name, values in data.lists() if name not in left_out for value in values]
