"""The notice preferences of the demo's staff, the robots of its estates, the reports that are on a schedule, and which
notices are read by now."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F

from heed.actions.notices.robots import save_robot
from heed.actions.reports.schedules import ScheduleFacts, add_schedule
from heed.actions.staff.preferences import set_notice_preferences
from heed.process.preferences import NoticeWay, Rhythm, Wishes
from heed.process.robots import RobotKind
from heed.process.words import ReportFile, ReportKind
from heed.records.models import Account, Notice, Project, Robot
from heed.records.models.notice import INBOX

_TABLE = Notice._meta.db_table
_RANKS = f"SELECT id AS old, row_number() OVER (ORDER BY made_at, id) AS new FROM {_TABLE}"  # noqa: S608  # our own
#: Below zero at first, as no two notices may have the same id at any time.
_RENUMBER = (
    f"UPDATE {_TABLE} SET id = -ranks.new FROM ({_RANKS}) AS ranks WHERE id = ranks.old",  # noqa: S608
    f"UPDATE {_TABLE} SET id = -id WHERE id < 0",  # noqa: S608
)

SECRET = "SEC-demo"  # noqa: S105  # of robots that do not exist
UNREAD = timedelta(minutes=40)
"""Notices that came within this time are unread."""
_WISHES = {
    "lin": Wishes(ways=(NoticeWay.MAIL,), quiet=(22 * 60, 7 * 60)),
    "zhao": Wishes(ways=(NoticeWay.MAIL,), quiet=(20 * 60, 8 * 60), rhythm=Rhythm.HOURLY),
    "he": Wishes(ways=(NoticeWay.MAIL,), rhythm=Rhythm.DAILY, daily_at=8 * 60 + 30),
}
#: Of each robot its estate, kind, name, language, and whether it announces only what is late.
_ROBOTS = (
    ("CH", RobotKind.WECOM, "翠湖天地客服群", "zh-hans", False),
    ("YG", RobotKind.DINGTALK, "阳光花园值班群", "zh-hans", True),
    ("LJ", RobotKind.FEISHU, "麗景軒 Lark", "zh-hant", True),
)


def set_up(now: datetime) -> None:
    """Record all of it, after the play. The addresses of the robots lead nowhere."""
    _number_by_time()
    Notice.objects.filter(channel=INBOX, made_at__lt=now - UNREAD).update(read_at=F("made_at"))
    accounts = {account.username: account for account in Account.objects.filter(username__in=_WISHES)}
    for username, account in accounts.items():
        set_notice_preferences(account, _WISHES[username], email=f"{username}@example.com")
    admin = Account.objects.filter(username="admin").first() or next(iter(accounts.values()))
    projects = {project.code: project for project in Project.objects.all()}
    for code, kind, name, language, only_late in _ROBOTS:
        save_robot(
            by=admin, at=now, kind=kind.value, name=name, project=projects[code], language=language,
            only_late=only_late, per_minute=kind.limits.per_minute, address=f"https://robot.example/{kind.value}",
            secret=SECRET, is_active=True,
        )  # fmt: skip
    if {"he", "lin"} <= accounts.keys():
        _put_on_schedule(accounts, projects["CH"], now)


def _number_by_time() -> None:
    """Give the notices ids in the order of their time, by which an inbox lists them: months are reported last."""
    with connection.cursor() as cursor:
        for statement in _RENUMBER:
            cursor.execute(statement)


def _put_on_schedule(accounts: dict[str, Account], project: Project, now: datetime) -> None:
    """The centre has the month of all estates as PDF; the director the day of the own estate, the group with her."""
    month = ScheduleFacts(ReportKind.MONTH, ReportFile.PDF, 3, 9 * 60, people=[accounts["he"]])
    add_schedule(month, by=accounts["he"], at=now)
    group = list(Robot.objects.filter(project=project))
    day = ScheduleFacts(ReportKind.DAY, ReportFile.XLSX, 0, 8 * 60, project, people=[accounts["lin"]], robots=group)
    add_schedule(day, by=accounts["lin"], at=now)
