"""A complaint as its owner may see it, in plain values (R56, R68, R74, R76).

Notes, approvals, internal reasons, findings of operators, signatures and telephone numbers are never read into these
values (`process.disclosure` says what passes), so no page made from them can show them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from heed.process.case import Case, Participant
from heed.process.disclosure import (
    AWAITED,
    PUBLIC,
    SpokenWords,
    is_entered_for_owner,
    spoken_words,
    text_for_owner,
)
from heed.process.move import Move
from heed.process.moves import MOVES
from heed.process.owner_questions import OWNER_QUESTIONS
from heed.process.policy.parts import Text
from heed.process.words import (
    BEFORE_HANDLED,
    ENDED,
    ActorKind,
    ClockKind,
    CompensationState,
    Party,
    PromiseKind,
    PromiseState,
    Role,
    Stage,
)
from heed.process.workflow import is_open_to, obstacles
from heed.queries.complaints.case import is_out_of_reach
from heed.queries.complaints.owner_files import SeenFile, files_visible_to_owner
from heed.queries.complaints.visits import AgreedVisit, agreed_visits_of
from heed.queries.policies import policy_of
from heed.queries.staff.duties import duties_at
from heed.records.models import Clock, Compensation, Complaint, Department, Entry, Promise


@dataclass(frozen=True, slots=True)
class OwnerTimelineEntry:
    """An entry of the owner's timeline. `text` is a message id; `who` the name of a staff member, else empty.

    `department` is that of the order it belongs to: its own name, the policy's names for it, or empty.
    """

    seq: int
    at: datetime
    move: str
    text: str
    who: str
    department: str | Text
    said: tuple[SpokenWords, ...]
    files: tuple[SeenFile, ...]
    due_at: datetime | None
    by_owner: bool
    is_entered: bool = False  # the staff entered what the owner said


@dataclass(frozen=True, slots=True)
class AwaitedStep:
    """What the owner waits for: a promise (`words`, `who`, `role`), or a time that the policy sets."""

    kind: PromiseKind | ClockKind
    due_at: datetime
    words: str = ""
    who: str = ""
    role: str = ""
    visit: AgreedVisit | None = None  # the return visit, where its time was agreed; `who` makes it


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """The solution that waits for the owner's answer."""

    findings: str
    solution: str
    money: Decimal | None
    currency: str
    who: str


@dataclass(frozen=True, slots=True)
class OwnersCompensation:
    """A sum that the owner agreed to, and what became of it."""

    money: Decimal
    currency: str
    state: CompensationState
    at: datetime  # paid or waived then; while it is owed: agreed then


@dataclass(frozen=True, slots=True)
class OwnerView:
    """Everything that the owner's page shows. Instants are aware; `moves` are names of `OWNER_QUESTIONS`."""

    number: str
    title: str
    channel: str
    received_at: datetime
    stage: Stage
    round: int
    anonymous: bool
    reachable: bool
    told: tuple[OwnerTimelineEntry, ...]
    awaited: AwaitedStep | None
    limits: dict[ClockKind, datetime]
    offer: OpenProposal | None
    compensations: tuple[OwnersCompensation, ...]
    moves: tuple[str, ...]
    reopen_until: datetime | None
    looked_after_by: str  # the case owner, while it is open (R68)
    together: Stage | None  # of the complaint with which it is followed together
    continued_in: str  # the secret of the same owner's complaint in which it goes on

    @property
    def is_open(self) -> bool:
        return self.stage not in ENDED

    @property
    def compensation_owed(self) -> bool:
        """Whether agreed compensation is neither paid nor waived yet."""
        return any(one.state is CompensationState.OWED for one in self.compensations)


def owner_view(complaint: Complaint, now: datetime) -> OwnerView:
    """Return the owner's view of a complaint at `now`; at most six queries."""
    stage = Stage(complaint.stage)
    limits = _limits(complaint)
    compensations = _compensations(complaint)
    owes = any(one.state is CompensationState.OWED for one in compensations)
    closed_at, main = complaint.closed_at, complaint.merged_into
    days = policy_of(complaint.policy_id).windows.reopen_days
    return OwnerView(
        number=complaint.number,
        title=complaint.title,
        channel=complaint.channel,
        received_at=complaint.received_at,
        stage=stage,
        round=complaint.round,
        anonymous=complaint.anonymous,
        reachable=bool(complaint.contact) and not complaint.unreachable,
        told=_timeline(complaint),
        awaited=_awaited(complaint, stage, limits),
        limits=limits,
        offer=_open_proposal(complaint) if stage is Stage.PROPOSED else None,
        compensations=compensations,
        moves=tuple(move.name for move in owner_moves(complaint, now, owes=owes)),
        reopen_until=closed_at + timedelta(days=days) if closed_at else None,
        looked_after_by=complaint.case_owner.name if stage not in ENDED else "",
        together=Stage(main.stage) if main and stage in BEFORE_HANDLED else None,
        continued_in=main.secret if main and stage is Stage.MERGED else "",
    )


def owner_moves(complaint: Complaint, now: datetime, *, owes: bool) -> tuple[Move, ...]:
    """Return the moves that the owner may make now; `owes`: agreed compensation is not settled. Without a query."""
    policy, closed_at = policy_of(complaint.policy_id), complaint.closed_at
    case = Case(Stage(complaint.stage), policy, now, closed_at=closed_at, by_owner=True, compensation_owed=owes,
                questionnaire_until=complaint.questionnaire_until, round=complaint.round,
                reviewed_round=complaint.reviewed_round)  # fmt: skip
    owner = Participant(frozenset({Party.OWNER.value}))
    moves = [MOVES[name] for name in OWNER_QUESTIONS]
    return tuple(move for move in moves if is_open_to(move, case, owner) and not obstacles(move, case, owner))


def staff_acted_since(complaint: Complaint, version: int) -> bool:
    """Return whether the staff did something after this version that the owner sees; only that makes a page stale."""
    since = Entry.objects.filter(complaint=complaint, seq__gt=version, actor=ActorKind.STAFF, move__in=PUBLIC)
    return since.exists()


def owner_wrote_since(complaint: Complaint, version: int, move: str, words: str, files: frozenset[str]) -> bool:
    """Whether the owner made the move with just these words and `files` after this version: the same, sent twice.

    `files`: the SHA-256 of each, in hex.
    """
    since = Entry.objects.filter(complaint=complaint, seq__gt=version, actor=ActorKind.OWNER, move=move)
    written = since.select_related("content").prefetch_related("attachments")
    return any(
        str(entry.content.facts.get("words", "")).strip() == words.strip()
        and files == {file.sha256 for file in entry.attachments.all()}
        for entry in written
    )


def _timeline(complaint: Complaint) -> tuple[OwnerTimelineEntry, ...]:
    files: dict[int, list[SeenFile]] = {}
    for row in files_visible_to_owner(complaint):
        files.setdefault(row.entry_id, []).append(SeenFile(row.pk, row.name, row.size, row.mime))
    entries = Entry.objects.filter(complaint=complaint, move__in=PUBLIC).order_by("seq")
    entries = entries.select_related("account", "content", "order__department")
    return tuple(_entry(entry, complaint, files.get(entry.pk, ())) for entry in entries)


def _entry(entry: Entry, complaint: Complaint, files: Iterable[SeenFile]) -> OwnerTimelineEntry:
    facts: dict[str, Any] = entry.content.facts
    dated = MOVES[entry.move].agrees_time and "due_at" in facts
    return OwnerTimelineEntry(
        seq=entry.seq,
        at=entry.at,
        move=entry.move,
        text=text_for_owner(entry.move, facts, entry.actor, out_of_reach=is_out_of_reach(complaint)),
        who=entry.account.name if entry.account else "",
        department=_department(entry.order.department, complaint) if entry.order else "",
        said=tuple(spoken_words(entry.move, facts, entry.actor)),
        files=tuple(files),
        due_at=datetime.fromisoformat(facts["due_at"]) if dated else None,
        by_owner=entry.actor == ActorKind.OWNER,
        is_entered=is_entered_for_owner(entry.move, facts, entry.actor),
    )


def _department(department: Department, complaint: Complaint) -> str | Text:
    if department.name:
        return department.name
    known = policy_of(complaint.policy_id).departments
    return next((part.names for part in known if part.code == department.code), department.code)


def _limits(complaint: Complaint) -> dict[ClockKind, datetime]:
    """Return the limits of the complaint's running clocks, without those of its orders."""
    running = Clock.objects.filter(complaint=complaint, stopped_at__isnull=True, limit_at__isnull=False)
    rows = running.filter(order__isnull=True, paused_at__isnull=True).order_by("pk").values_list("kind", "limit_at")
    return {ClockKind(kind): limit_at for kind, limit_at in rows if limit_at is not None}


def _awaited(complaint: Complaint, stage: Stage, limits: dict[ClockKind, datetime]) -> AwaitedStep | None:
    """Return the promise that is open, or broken and not yet ended; else what the policy sets for this stage."""
    promise = _promise(complaint) if stage not in (Stage.HANDLED, Stage.WATCHING, *ENDED) else None
    if promise is not None:
        role: str | None = promise.first_role  # type: ignore[attr-defined]
        who = promise.made_by.name
        return AwaitedStep(
            PromiseKind(promise.kind), promise.due_at, promise.words, who, Role(role).label if role else ""
        )
    kind = next((kind for kind in AWAITED.get(stage, ()) if kind in limits), None)
    if kind is ClockKind.VISIT:
        agreed = agreed_visits_of([complaint]).get(complaint.pk)
        who = complaint.visitor.name if agreed and complaint.visitor else ""
        return AwaitedStep(kind, limits[kind], who=who, visit=agreed)
    return AwaitedStep(kind, limits[kind]) if kind else None


def _promise(complaint: Complaint) -> Promise | None:
    """Return the promise, with the `first_role` that the person who gave it has at the project; None for none."""
    unfulfilled = Q(state=PromiseState.OPEN) | Q(state=PromiseState.BROKEN, ended_at__isnull=True)
    found = Promise.objects.filter(unfulfilled, complaint=complaint).select_related("made_by")
    duties = duties_at(OuterRef("made_by"), complaint.project_id).order_by("pk").values("role")
    return found.annotate(first_role=Subquery(duties[:1])).order_by("-pk").first()


def _open_proposal(complaint: Complaint) -> OpenProposal | None:
    latest = complaint.proposals.select_related("made_by").order_by("-pk").first()
    if latest is None or latest.agreed is not None:
        return None
    currency = complaint.project.currency
    return OpenProposal(latest.findings, latest.solution, latest.money, currency, latest.made_by.name)


def _compensations(complaint: Complaint) -> tuple[OwnersCompensation, ...]:
    rows = Compensation.objects.filter(complaint=complaint).exclude(state=CompensationState.REPLACED).order_by("pk")
    return tuple(map(_one_compensation, rows))


def _one_compensation(row: Compensation) -> OwnersCompensation:
    at = row.paid_at or row.ended_at or row.agreed_at
    return OwnersCompensation(row.money, row.currency, CompensationState(row.state), at)
