"""The sidebar of a complaint: facts, the owner, who is responsible, what is linked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from heed.process import facts
from heed.process.conversion import reasons_to_convert
from heed.process.facts import Fact
from heed.process.moves import APPROVERS, MOVES
from heed.process.words import (
    ApprovalState,
    ClockEventKind,
    ClockKind,
    ClosingCode,
    Nature,
    Remit,
    Responsibility,
    Role,
    Stage,
    Tenure,
    Validity,
    VisitOutcome,
)
from heed.queries.complaints.case import missing_facts
from heed.queries.procedures import titles_for
from heed.queries.promises.ledger import promises_of
from heed.queries.promises.rows import PromiseRow
from heed.queries.staff.duties import first_holder
from heed.records.models import Approval, Assessment, Compensation, Complaint, ReceptionDay
from heed.rooms.complaint.dossier import Dossier
from heed.rooms.complaint.outcomes import promise_mark
from heed.rooms.complaint.timeline_entry import Mark
from heed.ui import humanize, masking, names
from heed.ui.forecast import ForecastInWords, forecast_in_words

#: The facts in the sidebar, in this order (R4, R5, R9, R12, R13).
FACTS = (
    facts.WANTS, facts.CRUX, facts.STATE_OF_MIND, facts.HAPPENED, facts.WHERE, facts.HURT, facts.COURSE, facts.ABOUT,
    facts.CAUSE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LinkedComplaint:
    """Another complaint, and what it is to this one."""

    what: str
    complaint: Complaint


@dataclass(frozen=True, slots=True)
class SidebarPromise:
    """A promise, how it looks where it is open, and what became of it."""

    row: PromiseRow
    forecast_in_words: ForecastInWords | None
    mark: Mark


@dataclass(frozen=True)
class Sidebar:
    """The sidebar of one complaint; templates read its properties."""

    dossier: Dossier

    @property
    def complaint(self) -> Complaint:
        return self.dossier.complaint

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Label and text of each fact on record."""
        return [(_(fact.label), text) for fact in FACTS if (text := str(getattr(self.complaint, fact.name)))]

    @property
    def procedures(self) -> list[tuple[int, str]]:
        """Id and title of the written procedures for its category (R113)."""
        return titles_for(self.complaint.category, self.complaint.project_id)

    @property
    def missing(self) -> str:
        """What is still missing by R3 and R4, in words."""
        return _(", ").join(_(fact.label) for fact in missing_facts(self.complaint))

    @property
    def may_amend(self) -> bool:
        return MOVES["amend"] in self.dossier.moves

    @property
    def promises(self) -> list[SidebarPromise]:
        """Every promise in the order in which they were made, a new date after the old one (R61, R73)."""
        rows = promises_of(self.complaint.pk, self.dossier.now) if self.complaint.promises.all() else ()
        return [SidebarPromise(row, forecast_in_words(row.forecast), promise_mark(row)) for row in rows]

    @property
    def may_apologise(self) -> bool:
        return MOVES["apologise"] in self.dossier.moves

    @property
    def untold(self) -> int:
        """How often a report of progress came too late (R56)."""
        missed = Q(kind=ClockKind.PROGRESS, events__kind=ClockEventKind.BREACHED)
        return self.complaint.clocks.filter(missed).count() if self._was_late else 0

    @property
    def _was_late(self) -> bool:
        late = (clock for clock in self.complaint.clocks.all() if clock.kind == ClockKind.PROGRESS)
        return any(clock.breached_at is not None for clock in late)

    @property
    def name(self) -> str:
        """The owner's name; masked for those whose work does not need it."""
        name = self.complaint.name
        return name if self.dossier.may_reveal else masking.masked(name, "name")

    @property
    def organisation(self) -> str:
        """The office, shop or organisation for which the owner speaks; masked like the name (R3)."""
        said = self.complaint.organisation
        return said if self.dossier.may_reveal else masking.masked(said, "name")

    @property
    def tenure(self) -> str:
        home = self.dossier.home
        return _(Tenure(home.tenure).label) if home else ""

    @property
    def judged(self) -> Iterator[tuple[str, str]]:
        """What was judged of the cause: validity, responsibility, wrong, harm (R8, R21, R24)."""
        own = self.complaint
        if own.validity != Validity.UNKNOWN:
            yield _(facts.VALIDITY.label), _(Validity(own.validity).label)
        if own.responsibility:
            yield _(facts.RESPONSIBILITY.label), _(Responsibility(own.responsibility).label)
        for fact in (facts.WRONG, facts.HARMED):
            if code := getattr(own, fact.name):
                yield _(fact.label), _worded(fact, code)
        if own.authority_reference:
            yield _(facts.AUTHORITY.label), own.authority_reference
        if own.closing_code:
            yield _("Closed as"), _(ClosingCode(own.closing_code).label)
        if own.owner_verdict:
            yield _("The owner says"), _(VisitOutcome(own.owner_verdict).label)
        if own.remit == Remit.OUTSIDE:
            yield _(facts.BODY.label), " · ".join(filter(None, (own.outside_body, own.outside_reference)))

    @property
    def assessed(self) -> list[tuple[datetime, str, str, str]]:
        """How it was judged each time, the latest first, where that was more than once: when, by whom, what, why."""
        if sum(_assesses(entry.move) for entry in self.dossier.entries) < 2:
            return []
        found = self.complaint.assessments.select_related("account").order_by("-at", "-pk")
        return [(row.at, row.account.name if row.account else "", self._judgement(row), row.reason) for row in found]

    def _judgement(self, row: Assessment) -> str:
        policy = self.dossier.policy
        said = [names.level_name(policy, row.level), names.category_name(policy, row.category)]
        said += [_(Nature(row.nature).label)] if row.nature else []
        return _(", ").join(filter(None, said))

    @property
    def to_convert(self) -> str:
        """Why it should be assessed again as effective, where the reader may do so (R19); empty: it need not."""
        if MOVES["reassess"] not in self.dossier.moves:
            return ""
        own = self.complaint
        others = self.dossier.linked_complaints
        repeated = own.repeat_of_id is not None or any(other.repeat_of_id == own.pk for other in others)
        reasons = reasons_to_convert(
            own.nature,
            repeated=repeated,
            overdue=any(clock.breached_at for clock in own.clocks.all()),
            dissatisfied=any(visit.outcome == VisitOutcome.NOT_SOLVED for visit in own.visits.all()),
        )
        return _(", ").join(map(_, reasons))

    @property
    def accused(self) -> str:
        """Whom it is about, by name."""
        return _(", ").join(account.name for account in self.complaint.accused.all())

    @property
    def may_name(self) -> bool:
        """Whether it is about a person's manner, no person is named yet, and the reader may name one (C3)."""
        nameless = self.dossier.case.about_conduct and not self.dossier.case.accused
        return nameless and MOVES["name_accused"] in self.dossier.moves

    @property
    def lead(self) -> str:
        """The department that leads the work; before there is any, the one that the category names."""
        leading = [order for order in self.complaint.orders.all() if not order.assists]
        if leading:
            return names.department_name(leading[-1].department, self.dossier.policy)
        if not self.complaint.category:
            return ""
        policy = self.dossier.policy
        return names.department_called(policy.leaf(self.complaint.category).department, policy)

    @property
    def assisting(self) -> str:
        """Other departments with an order."""
        policy = self.dossier.policy
        departments = dict.fromkeys(
            names.department_name(order.department, policy) for order in self.complaint.orders.all()
        )
        return _(", ").join(name for name in departments if name != self.lead)

    @property
    def compensations(self) -> Iterable[Compensation]:
        """The sums that were agreed, and what became of each (R97)."""
        return self.complaint.compensations.all()

    @property
    def approvals(self) -> Iterator[Mark]:
        """Each request for approval with its answer."""
        tones = {ApprovalState.GIVEN: "good", ApprovalState.REFUSED: "hot"}
        for approval in self.complaint.approvals.all():
            state = ApprovalState(approval.state)
            if state is ApprovalState.ASKED:
                words = {"name": self._approver(approval), "at": humanize.instant(approval.asked_at)}
                yield Mark(_("Waiting for approval by %(name)s since %(at)s") % words, "warn")
                continue
            who = approval.decided_by.name if approval.decided_by else approval.asked_by.name
            yield Mark(f"{who} · {_(state.label)}", tones.get(state, "warn"))

    def _approver(self, approval: Approval) -> str:
        """Who answers it: of whom it was asked or, where that one has left, the first who may (C3, C12)."""
        if approval.asked_of and approval.asked_of.is_active:
            return approval.asked_of.name
        but = [approval.asked_by_id, *self.dossier.case.accused]
        found = first_holder(APPROVERS, self.complaint.project_id, but)
        return found.name if found else _(Role.CENTRE.label)

    @property
    def reception_day(self) -> ReceptionDay | None:
        """The owner reception day at which it was raised (R126)."""
        matter = getattr(self.complaint, "day_matter", None)
        return matter.day if matter else None

    @property
    def linked(self) -> list[LinkedComplaint]:
        """Repeats and merged complaints that the reader may see (R10)."""
        return [LinkedComplaint(_kinship(self.complaint, other), other) for other in self.dossier.linked_complaints]


def _assesses(name: str) -> bool:
    """Whether the move of this name judges nature, category and level."""
    move = MOVES.get(name)
    return move is not None and facts.LEVEL in move.asks


def _worded(fact: Fact, code: str) -> str:
    assert fact.choices is not None
    return _(fact.choices(code).label)


def _kinship(own: Complaint, other: Complaint) -> str:
    if own.repeat_of_id == other.pk:
        return _("Repeat of")
    if own.merged_into_id == other.pk:
        return _("Continued in") if own.stage == Stage.MERGED else _("Followed together with")
    if other.repeat_of_id == own.pk:
        return _("Repeated by")
    return _("Continued here") if other.stage == Stage.MERGED else _("Followed together with")
