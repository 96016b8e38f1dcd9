"""The outbox: the only place where notices are made, in the transaction of what they tell (R48).

An event gives a notice to the inbox of each reader, to each further channel that a reader prefers, to the robots of the
project and, where it concerns the owner, to the owner. What a reader prefers stands in the account, and whether there
are robots stands in the project. Both are loaded already: only a project with robots costs a query more.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db.models import Q

from heed.process.policy import Policy
from heed.process.preferences import NoticeWay, Wishes
from heed.process.robots import CARRIERS, RobotKind
from heed.records.models import Account, Complaint, Notice, Project, Robot
from heed.records.models.notice import INBOX, OWNER_CHANNEL, ROBOT_CHANNEL
from heed.records.writing import insert_all

#: Within `together`: the notices that are to be saved at its end.
_waiting: ContextVar[list[Notice] | None] = ContextVar("waiting", default=None)
_KINDS_FOR_PEOPLE = [kind.value for kind in CARRIERS.values()]


@dataclass(frozen=True, slots=True)
class RobotAudience:
    """Which robots get an event: those of a department only what is about its orders, some only what is `late`."""

    department_id: int | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the notices of one event have in common.

    `key` is unique for the event, and the keys of its notices begin with it, so that no event is announced twice.
    `about` is the name of a move or of what a clock did. `facts` hold nothing personal: notices pass mail servers and
    groups. `codes` are facts that robots are given besides. What is `urgent` does not wait for the end of quiet hours.
    `robots`: None where no robot may have it.
    """

    key: str
    about: str
    facts: Mapping[str, Any]
    project: Project
    at: datetime
    complaint: Complaint | None = None
    codes: Mapping[str, Any] = field(default_factory=dict)
    urgent: bool = False
    robots: RobotAudience | None = None


class Listeners:
    """The robots that get events: read once for each audience, however many events are announced."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, RobotAudience], list[Robot]] = {}

    def of(self, project: Project, robots: RobotAudience) -> list[Robot]:
        """Return the robots of a project that get an event for this audience."""
        if not project.has_robots:
            return []
        key = project.pk, robots
        if key not in self._known:
            self._known[key] = _robots_of(project, robots)
        return self._known[key]


def notices_of(
    event: Announcement, readers: Iterable[Account], *, to_owner: bool = False, listeners: Listeners | None = None
) -> list[Notice]:
    """Return the notices of an event for these readers, not saved yet; without readers none for robots.

    `listeners` is shared by the events that are announced together.
    """
    accounts = list(readers)
    notices = [*_to_inboxes(event, accounts), *_to_people(event, accounts)]
    if accounts and event.robots is not None:
        found = (listeners or Listeners()).of(event.project, event.robots)
        notices += [
            _notice(event, ROBOT_CHANNEL, f"robot{robot.pk}", robot=robot, facts={**event.codes, **event.facts})
            for robot in found
        ]
    if to_owner:
        notices.append(_notice(event, OWNER_CHANNEL, OWNER_CHANNEL))
    return notices


def write(notices: Iterable[Notice]) -> None:
    """Save notices that were made here, in the caller's transaction."""
    if (waiting := _waiting.get()) is not None:
        waiting += notices
    else:
        insert_all(list(notices))


@contextmanager
def together() -> Iterator[None]:
    """Save what is written within at the end, in the caller's transaction, so that it goes to a person in one letter,
    and to a group in one message.

    One that is alone when it goes out is a message as usual. The inbox lists each, as each is something to do.
    """
    waiting: list[Notice] = []
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for notice in waiting:
        notice.collected = notice.collected or _may_be_collected(notice)
    write(waiting)


def _may_be_collected(notice: Notice) -> bool:
    """Whether it may go out in one message with others: to people and groups, but not to programs, which read one."""
    if notice.robot is not None:
        return notice.robot.kind != RobotKind.WEBHOOK.value
    return notice.account_id is not None and notice.channel != INBOX


def announce(event: Announcement, readers: Iterable[Account]) -> None:
    """Make and save the notices of an event."""
    write(notices_of(event, readers))


@dataclass(frozen=True, slots=True)
class AccountNews:
    """What happened to an account: `by` is the name of the colleague who did it."""

    account: Account
    about: str
    by: str
    at: datetime
    inbox: bool = True


def write_account_news(news: AccountNews, ways: Iterable[tuple[NoticeWay, str]] = ()) -> None:
    """Save its notices: in the inbox, and at once by each of these ways to this address ("": that of the account)."""
    key, common = f"{news.about}-{uuid4().hex}", {"about": news.about, "account": news.account, "made_at": news.at}
    notices = [Notice(key=f"{key}-{way.value}", facts={"by": news.by} | ({"address": address} if address else {}),
                      channel=way.value, due_at=news.at, **common) for way, address in ways]  # fmt: skip
    if news.inbox:
        inbox = {"channel": INBOX, "due_at": news.at, "sent_at": news.at}
        notices.append(Notice(key=key, facts={"by": news.by}, **common, **inbox))
    write(notices)


def inbox_key(event_key: str, account_id: int) -> str:
    """Return the key of the notice of an event in the inbox of an account."""
    return f"{event_key}-{account_id}"


def ignores_quiet_hours(policy: Policy, level: str) -> bool:
    """Return whether a complaint of this level may disturb quiet hours: its clocks run day and night."""
    return policy.level(level).round_the_clock


def _to_inboxes(event: Announcement, accounts: Iterable[Account]) -> Iterator[Notice]:
    for account in accounts:
        if account.by_link:
            continue  # opens no inbox
        yield _notice(event, INBOX, str(account.pk), account=account, sent_at=event.at)


def _to_people(event: Announcement, accounts: Iterable[Account]) -> Iterator[Notice]:
    """Yield a notice for each channel besides the inbox that a reader prefers."""
    zone = ZoneInfo(event.project.timezone)
    for account in accounts:
        if not account.wishes:
            continue
        wishes = Wishes.of(account.wishes)
        for way in wishes.ways:
            yield _notice(
                event,
                way.value,
                f"{account.pk}-{way.value}",
                account=account,
                due_at=event.at if event.urgent else wishes.goes_out_at(event.at, zone),
                collected=wishes.collected and not event.urgent,
            )


def _robots_of(project: Project, robots: RobotAudience) -> list[Robot]:
    here = Q(project=project) | Q(project__isnull=True)
    of_department = Q(department__isnull=True) | Q(department=robots.department_id)
    listening = Robot.objects.filter(here, of_department, is_active=True).exclude(kind__in=_KINDS_FOR_PEOPLE)
    if not robots.late:
        listening = listening.filter(only_late=False)
    return list(listening.only("kind").order_by("pk"))


def _notice(event: Announcement, channel: str, suffix: str, **columns: Any) -> Notice:
    return Notice(
        key=f"{event.key}-{suffix}",
        complaint=event.complaint,
        about=event.about,
        channel=channel,
        made_at=event.at,
        **{"due_at": event.at, "facts": dict(event.facts)} | columns,
    )
