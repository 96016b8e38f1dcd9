"""What a field suggests: a complaint (R10), people for an order (R67), what the owner proposed (R78)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heed.insight.assignment import OrderCandidate
from heed.insight.numbers import whole_number
from heed.move_forms.form import MoveForm
from heed.process.words import Stage
from heed.queries.complaints.repeats import similar_open
from heed.queries.orders.suggestion import people_for
from heed.records.models import Account, Complaint, Department
from heed.ui import humanize

#: So many people are suggested.
LISTED = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one press chooses: the value of the field, what it is, and in a line what speaks for it."""

    value: str
    title: str
    about: str


def people(form: MoveForm) -> tuple[Candidate, ...]:
    """Whom to give an order to, the best first, each with the plain reason; none while the department is open."""
    given = form["department"].value()
    known = Department.objects.filter(project=form.complaint.project_id)
    department = given if isinstance(given, Department) else known.filter(pk=whole_number(given) or 0).first()
    if department is None:
        return ()
    hands = people_for(form.complaint, department, form.case.policy, form.case.now)
    return tuple(Candidate(str(hand.account_id), hand.name, " · ".join(_reasons(hand))) for hand in hands[:LISTED])


def _reasons(hand: OrderCandidate) -> Iterator[str]:
    if hand.on_duty is not None:
        yield _("on duty now") if hand.on_duty else _("not on duty now")
    yield ngettext("%(n)s open work order", "%(n)s open work orders", hand.in_hand) % {"n": hand.in_hand}
    if hand.done:
        yield ngettext("%(n)s similar jobs done", "%(n)s similar jobs done", hand.done) % {"n": hand.done}


def own_proposals(form: MoveForm) -> tuple[Candidate, ...]:
    """What the owner proposed instead of the solution declined last (R78); none where nothing was proposed."""
    declined = form.complaint.proposals.filter(agreed=False).order_by("-pk").first()
    if declined is None or not declined.own_proposal:
        return ()
    return (Candidate(declined.own_proposal, declined.own_proposal, declined.owner_words),)


def candidates(complaint: Complaint, now: datetime, reader: Account | None) -> tuple[Candidate, ...]:
    """The open complaints that are likely meant, the likest first."""
    found = []
    for one in similar_open(complaint, at=now, reader=reader):
        ago = _("received %(ago)s ago") % {"ago": humanize.duration(now - one.received_at)}
        found.append(
            Candidate(one.number, one.title, " · ".join([one.number, one.place or "–", _(Stage(one.stage).label), ago]))
        )
    return tuple(found)
