"""What the record says to the remarks of a monthly report: a draft, which a person completes (R103)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from heed.insight.tallies import Measure
from heed.insight.tallies.columns import OLD_OPEN
from heed.insight.tallies.frozen import MajorRemark, OverdueRemark, Remarks
from heed.process.policy import Policy
from heed.process.words import Stage
from heed.queries.access import access_of
from heed.queries.policies import current_policy
from heed.queries.tallies.cases import all_cases_of_figures, cases_of_figures
from heed.records.models import Account, Complaint, Project, Proposal, Summary

#: The length of a major complaint's brief (R103), and of the other remarks.
BRIEF, WORDS, NOTE = 20, 60, 500
#: So many complaints of each kind are written about, the oldest of them.
MOST = 40


@dataclass(frozen=True, slots=True)
class MatterToRemark:
    """A complaint that the report says something about."""

    number: str
    title: str
    stage: Stage
    received_at: datetime
    level: str
    policy_id: int


@dataclass(frozen=True, slots=True)
class RemarksToWrite:
    """The complaints to remark on, the draft of it, and how many more of each kind there are."""

    overdue: Sequence[MatterToRemark]
    major: Sequence[MatterToRemark]
    draft: Remarks
    more_overdue: int = 0
    more_major: int = 0


def remarks_to_write(account: Account, project: Project, on: date, saved: Remarks) -> RemarksToWrite:
    """Return the complaints that the account is to remark on; what is saved goes before what the record says."""
    policy = current_policy()
    overdue = list(_matters(cases_of_figures(account, [project.pk], on, (OLD_OPEN,))))
    major = list(_matters(cases_of_figures(account, [project.pk], on, _major(policy))))
    return RemarksToWrite(
        [_matter(one) for one in overdue[:MOST]],
        [_matter(one) for one in major[:MOST]],
        Remarks(
            tuple(_overdue_drafts(overdue[:MOST], project, policy, saved)),
            tuple(_major_drafts(major[:MOST], project, policy, saved)),
            saved.note,
        ),
        max(0, len(overdue) - MOST),
        max(0, len(major) - MOST),
    )


def with_lines_of_others(account: Account, project: Project, on: date, written: Remarks, saved: Remarks) -> Remarks:
    """Return what was written with the saved lines about complaints that the account may not see (C3)."""
    about_it = _about_itself(account, saved)
    if not about_it:
        return written
    overdue = _still(project, on, (OLD_OPEN,), about_it)
    major = _still(project, on, _major(current_policy()), about_it)
    return Remarks(
        written.overdue + tuple(line for line in saved.overdue if line.number in overdue),
        written.major + tuple(line for line in saved.major if line.number in major),
        written.note,
    )


def without_lines_about(account: Account, remarks: Remarks) -> Remarks:
    """Return the remarks without those on complaints about the account itself (C3)."""
    about_it = _about_itself(account, remarks)
    return Remarks(
        tuple(line for line in remarks.overdue if line.number not in about_it),
        tuple(line for line in remarks.major if line.number not in about_it),
        remarks.note,
    )


def _about_itself(account: Account, remarks: Remarks) -> set[str]:
    """The numbers of the complaints about the account that have a line."""
    numbers = [*(line.number for line in remarks.overdue), *(line.number for line in remarks.major)]
    return set(_numbers(access_of(account).complaints_about_itself().filter(number__in=numbers)))


def _major(policy: Policy) -> list[str]:
    """The figures of the complaints above the mildest level."""
    return [f"{Measure.BY_LEVEL}={level.code}" for level in policy.levels[1:]]


def _still(project: Project, on: date, figures: Iterable[str], among: Iterable[str]) -> set[str]:
    return set(_numbers(all_cases_of_figures([project.pk], on, figures).filter(number__in=among)))


def _numbers(found: QuerySet[Complaint]) -> QuerySet[Complaint, str]:
    return found.values_list("number", flat=True)


def _matters(found: QuerySet[Complaint]) -> QuerySet[Complaint]:
    columns = ("number", "title", "stage", "received_at", "level", "policy", "about", "category", "clocks_wait_for")
    return found.only(*columns).order_by("received_at", "pk")


def _matter(complaint: Complaint) -> MatterToRemark:
    return MatterToRemark(
        complaint.number, complaint.title, Stage(complaint.stage), complaint.received_at, complaint.level,
        complaint.policy_id,
    )  # fmt: skip


def _overdue_drafts(
    complaints: Iterable[Complaint], project: Project, policy: Policy, saved: Remarks
) -> Iterable[OverdueRemark]:
    written = {line.number: line for line in saved.overdue}
    names = {pause.code: pause.names.in_language(project.language) for pause in policy.pauses}
    for one in complaints:
        yield written.get(one.number) or OverdueRemark(one.number, names.get(one.clocks_wait_for, "")[:WORDS])


def _major_drafts(
    complaints: Sequence[Complaint], project: Project, policy: Policy, saved: Remarks
) -> Iterable[MajorRemark]:
    written = {line.number: line for line in saved.major}
    ids = [one.pk for one in complaints if one.number not in written]
    proposals = Proposal.objects.filter(complaint__in=ids).order_by("pk")
    measures = dict(proposals.values_list("complaint", "solution"))
    lessons = dict(Summary.objects.filter(complaint__in=ids).values_list("complaint", "lesson"))
    for one in complaints:
        yield written.get(one.number) or MajorRemark(
            one.number,
            _brief(one, project, policy),
            _short(measures.get(one.pk, "")),
            _short(lessons.get(one.pk, "")),
        )


def _brief(complaint: Complaint, project: Project, policy: Policy) -> str:
    """What it is about and its category; the title where both do not fit."""
    leaf = policy.leaf_by_code.get(complaint.category)
    what = leaf.names.in_language(project.language) if leaf else ""
    words = " ".join(filter(None, (complaint.about, what)))
    return words if 0 < len(words) <= BRIEF else (what or complaint.title)[:BRIEF]


def _short(text: str) -> str:
    """The beginning of a text in one line, at most as long as a remark may be."""
    line = " ".join(text.split())
    return line if len(line) <= WORDS else line[: WORDS - 1] + "…"
