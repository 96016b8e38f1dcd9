"""What an estate makes known, in a few lines for the pages of its owners (R114)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from heed.process.policy import Policy
from heed.queries.community.announcements import shown_on
from heed.queries.community.bulletins import MOST_SHOWN, shown_at, shown_to_owner, text_of
from heed.queries.policies import current_policy
from heed.records.models import Bulletin, Complaint, Project


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One bulletin: its key, its title in the reader's language, and the building it is for ("": the whole estate)."""

    key: int
    title: str
    language: str
    building: str
    until_at: datetime


@dataclass(frozen=True, slots=True)
class EstateNews:
    """The bulletins, how many announcements are shown, and whether the board of open repairs is public."""

    bulletins: tuple[NewsLine, ...]
    announcements: int
    board: bool


def news_of(project: Project, language: str, now: datetime, policy: Policy | None = None) -> EstateNews:
    """Return what everybody reads of an estate; two queries where the `policy` in force was read already."""
    return _news(project, shown_at(project.pk, now)[:MOST_SHOWN], language, now, policy or current_policy())


def news_for(complaint: Complaint, language: str, now: datetime) -> EstateNews:
    """Return what the owner of a complaint reads: the bulletins for the own building, as owner or tenant."""
    return _news(complaint.project, shown_to_owner(complaint, now), language, now, current_policy())


def _news(project: Project, bulletins: list[Bulletin], language: str, now: datetime, policy: Policy) -> EstateNews:
    lines = []
    for one in bulletins:
        text = text_of(one, language)
        lines.append(
            NewsLine(one.pk, text.title, text.language, one.place.path if one.place else "", one.shown_until_at)
        )
    shown = len(shown_on(project, timezone.localdate(now)))
    return EstateNews(tuple(lines), shown, policy.public.board)
