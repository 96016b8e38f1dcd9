"""Raising warnings, renewing those that are open, and ending those whose cause is gone (R148).

All warnings of a look are raised together: the queries are the same for two and for twenty, and a few more for each
other person who answers.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from heed.actions.engine.outbox import Announcement, announce, together
from heed.process.roles import ANSWERS_WARNINGS, ANSWERS_WARNINGS_ABOVE
from heed.process.words import WarningKind, WarningState
from heed.queries.staff.duties import first_holder, present_or_stand_in
from heed.queries.warnings.watched import Subject, WarningCandidate
from heed.records.models import Account, Complaint, EarlyWarning, Notice, Project

#: What the notice of a warning is about.
RAISED = "early_warning"


def raise_or_renew(candidates: Iterable[WarningCandidate], at: datetime) -> list[EarlyWarning]:
    """Open a warning of each with its owner and tell that one; renew what the open ones say, and who answers for them
    where the case has another owner by now. Return them, but for those that nobody can answer for.

    What joins a dismissed warning is only added to that one.
    """
    given = list(candidates)
    found = _by_subject(one for one in given if one.joins is None)
    behind: dict[EarlyWarning, frozenset[int]] = {}
    for one in given:
        if one.joins is not None:
            behind[one.joins] = behind.get(one.joins, frozenset()) | one.complaints
    if found:
        behind |= _raised(found, at)
    _put_behind(behind)
    return [warning for warning in behind if warning.state == WarningState.OPEN]


def _by_subject(candidates: Iterable[WarningCandidate]) -> dict[Subject, WarningCandidate]:
    """One candidate of each subject: the last, with the complaints of those before."""
    found: dict[Subject, WarningCandidate] = {}
    for one in candidates:
        before = found.get(one.subject)
        found[one.subject] = replace(one, complaints=one.complaints | before.complaints) if before else one
    return found


def _raised(found: Mapping[Subject, WarningCandidate], at: datetime) -> dict[EarlyWarning, frozenset[int]]:
    """The warnings of these subjects, saved and told, each with the complaints behind it."""
    answers, known = _answers_for(found.values(), at), _open_ones(found)
    said = {subject: (one.facts, one.owner_id) for subject, one in known.items()}
    told = [one for subject, one in known.items() if _renew(one, found[subject], answers)]
    changed = [one for subject, one in known.items() if said[subject] != (one.facts, one.owner_id)]
    new = {
        subject: _new(candidate, answers.estates[candidate.project_id], owner, at)
        for subject, candidate in found.items()
        if subject not in known and (owner := answers.owner_of(candidate)) is not None
    }
    EarlyWarning.objects.bulk_update(changed, ["facts", "owner"])
    EarlyWarning.objects.bulk_create(new.values())
    with together():
        for warning in (*new.values(), *told):
            _tell(warning, answers.estates[warning.project_id], at)
    return {warning: found[subject].complaints for subject, warning in (known | new).items()}


def _open_ones(found: Mapping[Subject, WarningCandidate]) -> dict[Subject, EarlyWarning]:
    projects, keys = {project for project, *_ in found}, {key for *_, key in found}
    rows = EarlyWarning.objects.filter(project__in=projects, key__in=keys, state=WarningState.OPEN.value)
    by_subject = {(one.project_id, WarningKind(one.kind), one.key): one for one in rows.select_related("owner")}
    return {subject: one for subject, one in by_subject.items() if subject in found}


def _new(candidate: WarningCandidate, estate: Project, owner: Account, at: datetime) -> EarlyWarning:
    return EarlyWarning(
        project=estate,
        kind=candidate.kind.value,
        key=candidate.key,
        owner=owner,
        about_id=candidate.about_id,
        complaint_id=candidate.complaint_id,
        facts=candidate.facts,
        raised_at=at,
    )


def _renew(warning: EarlyWarning, candidate: WarningCandidate, answers: "_Answers") -> bool:
    """Let it say what is known by now; whether another answers for it, who was not told yet."""
    warning.facts = candidate.facts
    owner = answers.owner_of(candidate) if candidate.owner_id is not None else None
    if owner is None or owner.pk == warning.owner_id:
        return False
    warning.owner = owner
    return not Notice.objects.filter(account=owner, key__startswith=f"{_event(warning)}-").exists()


def _event(warning: EarlyWarning) -> str:
    """The key of what is told of it; the notices of each reader have their own."""
    return f"warning-{warning.pk}"


def _tell(warning: EarlyWarning, estate: Project, at: datetime) -> None:
    facts = {"project": estate.name, "warning": warning.pk, "kind": str(warning.kind)}
    announce(Announcement(_event(warning), RAISED, facts, estate, at), [warning.owner])


def _put_behind(behind: Mapping[EarlyWarning, Collection[int]]) -> None:
    """Write which complaints each rests on. To those of a hot spot they are added: what one of them is alike to is a
    part of it."""
    rows = EarlyWarning.complaints.through
    wanted = {(warning.pk, pk) for warning, complaints in behind.items() for pk in complaints}
    growing = {warning.pk for warning in behind if warning.kind == WarningKind.HOT_SPOT}
    known = rows._default_manager.filter(earlywarning__in=[warning.pk for warning in behind])
    there = {(warning, pk): row for row, warning, pk in known.values_list("pk", "earlywarning", "complaint")}
    gone = [row for pair, row in there.items() if pair not in wanted and pair[0] not in growing]
    if gone:
        rows._default_manager.filter(pk__in=gone).delete()
    new = sorted(wanted - there.keys())
    rows._default_manager.bulk_create(rows(earlywarning_id=warning, complaint_id=pk) for warning, pk in new)


@dataclass
class _Answers:
    """Who answers for warnings at an instant: never who is complained of in one of the complaints (C3)."""

    at: datetime
    estates: dict[int, Project]
    accused: Mapping[int, set[int]]
    known: dict[tuple[object, ...], Account | None] = field(default_factory=dict)

    def owner_of(self, candidate: WarningCandidate) -> Account | None:
        """Return the case owner, the director, or for how an estate is led the centre; read once for each like it."""
        but = frozenset(account for pk in candidate.complaints for account in self.accused.get(pk, ()))
        if candidate.about_id is not None:
            but |= {candidate.about_id}
        asked = candidate.project_id, candidate.owner_id, candidate.kind is WarningKind.PROMISES, but
        if asked not in self.known:
            self.known[asked] = self._read(candidate, but)
        return self.known[asked]

    def _read(self, candidate: WarningCandidate, but: Collection[int]) -> Account | None:
        estate = self.estates[candidate.project_id]
        if candidate.owner_id is not None:
            case_owner = Account.objects.get(pk=candidate.owner_id)
            if (acting := present_or_stand_in(case_owner, estate, but, self.at)) is not None:
                return acting
        roles = ANSWERS_WARNINGS_ABOVE if candidate.kind is WarningKind.PROMISES else ANSWERS_WARNINGS
        return first_holder(roles, estate, but, self.at)


def _answers_for(candidates: Collection[WarningCandidate], at: datetime) -> _Answers:
    complaints = {pk for one in candidates for pk in one.complaints}
    named = Complaint.accused.through._default_manager.filter(complaint__in=complaints)
    accused: dict[int, set[int]] = defaultdict(set)
    for complaint, account in named.values_list("complaint", "account"):
        accused[complaint].add(account)
    return _Answers(at, Project.objects.in_bulk({one.project_id for one in candidates}), accused)


def end_over(complaints: Collection[int], held: Mapping[WarningKind, Collection[str]], at: datetime) -> None:
    """End the warnings of these kinds about single complaints but those with the keys that hold still: the owner was
    called, the clock stopped, rests or has a later limit, the complaint has ended."""
    for kind, keys in held.items():
        found = EarlyWarning.objects.filter(complaint__in=complaints, kind=kind.value, state=WarningState.OPEN.value)
        found.exclude(key__in=keys).update(state=WarningState.OVER.value, ended_at=at)
