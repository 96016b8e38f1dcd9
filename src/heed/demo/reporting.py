"""The months that the demo's estates reported to the company centre: in time, sent back and corrected, and late."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from heed.actions.reports import duty
from heed.actions.reports.months import receive, send_back, submit
from heed.actions.setup.months import record_month
from heed.demo.scene import Scene
from heed.insight.tallies.frozen import MajorRemark, OverdueRemark, Remarks
from heed.process.roles import REPORTS_MONTHS
from heed.queries.reports.months import report_now
from heed.queries.reports.remarks import remarks_to_write
from heed.queries.staff.duties import holders
from heed.queries.tallies.monthly import months_before
from heed.records.models import Account, MonthReport, MonthToReport, Project, ProjectMonth

#: So many months before this one were reported.
MONTHS = 3
#: The estate whose last report is late, and the one whose report was corrected, so many months back.
LATE, CORRECTED, CORRECTED_BACK = "LJ", "YG", 2
EARLIER, ANSWERED = timedelta(hours=31), timedelta(hours=22)
#: What a manager writes where the record says nothing, by whether the estate writes in traditional characters.
_REASONS = {
    False: ("等待厂家配件到货", "与业主约定下月上门", "第三方检测尚未出结果"),
    True: ("等候廠方零件到貨", "已與住戶約定下月上門", "第三方檢測尚未有結果"),
}
_MEASURE = {False: "已派专人跟进，每日向业主通报", True: "已派專人跟進，每日向住戶匯報"}
_SENT_BACK = "入住户数与上月相差较大，请核对后重报。"
_CHANGED = "入住户数漏计二期，已按入住登记更正。"


def report_months(scenes: Sequence[Scene], now: datetime) -> None:
    """Report the last months, the oldest first."""
    centre = scenes[0].staff.accounts["he"]
    this_month = now.date().replace(day=1)
    for back in range(MONTHS, 0, -1):
        for scene in scenes:
            _report(scene.grounds.project, months_before(this_month, back), back, centre, now)
    late = MonthToReport.objects.filter(project__code=LATE, state="", due_at__isnull=False).first()
    duty.watch_months(min(now, late.due_at) if late and late.due_at else now)


def _report(project: Project, on: date, back: int, centre: Account, now: datetime) -> None:
    month, by = duty.begin(project, on), holders(REPORTS_MONTHS, project).first()
    assert month.due_at is not None
    if by is None or (back == 1 and project.code == LATE):
        return
    at = min(month.due_at - EARLIER, now - timedelta(minutes=30))
    if back == CORRECTED_BACK and project.code == CORRECTED:
        _corrected(project, on, month, by, centre)
        return
    report = _submit(project, on, by, at)
    if back > 1 or project.code != CORRECTED:
        receive(report, by=centre, at=at + min(ANSWERED, (now - at) / 2))


def _corrected(project: Project, on: date, month: MonthToReport, by: Account, centre: Account) -> None:
    """Too few homes at first: the centre asks, and the new version shows the right number."""
    assert month.due_at is not None
    at, size = month.due_at - EARLIER, ProjectMonth.objects.get(project=project, month_on=on)
    _size(project, on, round(size.homes * 0.7), size.area, by)
    send_back(_submit(project, on, by, at), _SENT_BACK, by=centre, at=at + ANSWERED)
    _size(project, on, size.homes, size.area, by)
    report = _submit(project, on, by, at + 2 * ANSWERED, _CHANGED)
    receive(report, by=centre, at=at + 3 * ANSWERED)


def _size(project: Project, on: date, homes: int, area: Decimal, by: Account) -> None:
    record_month(project, on, homes=homes, area=area, by=by)


def _submit(project: Project, on: date, by: Account, at: datetime, changed: str = "") -> MonthReport:
    seen = report_now(project, on).numbers
    return submit(project, on, _remarks(project, on, by), by=by, seen=seen, changed=changed, at=at)


def _remarks(project: Project, on: date, by: Account) -> Remarks:
    """The draft of the record, completed."""
    draft, traditional = remarks_to_write(by, project, on, Remarks()).draft, project.language == "zh-hant"
    reasons = _REASONS[traditional]
    return Remarks(
        tuple(
            OverdueRemark(line.number, line.reason or reasons[place % len(reasons)])
            for place, line in enumerate(draft.overdue)
        ),
        tuple(
            MajorRemark(line.number, line.brief, line.measure or _MEASURE[traditional], line.lesson)
            for line in draft.major
        ),
    )
