"""The log of a shift: its calls, complaints and notes in the order in which they came."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from heed.process.words.counter import NothingRecorded
from heed.queries.complaints.case import is_in_danger
from heed.queries.gate import calls_in, taken_in_during
from heed.records.models import Account, Call, Complaint, GateShift


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line: when, what happened, what was said about it, and the complaint's number where there is one."""

    at: datetime
    icon: str
    what: str
    words: str = ""
    number: str = ""
    tone: str = ""


def log_of(shift: GateShift, reader: Account) -> list[LogLine]:
    """Return the lines of the shift, the first first, as far as the reader may see them."""
    calls, taken = calls_in(shift, reader), taken_in_during(shift, reader)
    lines = [LogLine(shift.began_at, "log-in", _("Shift began"))]
    lines += [_of_call(call) for call in calls]
    for one in taken:
        lines += _of_complaint(one)
    lines += [LogLine(one.at, "pencil-line", _("Note"), one.text) for one in shift.notes.all()]
    if shift.ended_at is not None:
        lines.append(LogLine(shift.ended_at, "log-out", _("Shift handed over")))
    return sorted(lines, key=lambda line: line.at)


def _of_complaint(complaint: Complaint) -> list[LogLine]:
    """The intake; of an emergency marked as such, and when everybody was safe (R20, R75)."""
    if complaint.safe_at is None and not is_in_danger(complaint):
        return [LogLine(complaint.received_at, "file-pen", _("Complaint recorded"), complaint.title, complaint.number)]
    lines = [LogLine(complaint.received_at, "siren", _("People in danger"), complaint.title, complaint.number, "hot")]
    if complaint.safe_at is not None:
        lines.append(LogLine(complaint.safe_at, "circle-check", _("Everybody is safe"), number=complaint.number))
    return lines


def _of_call(call: Call) -> LogLine:
    if call.answered_at is None:
        return LogLine(call.rang_at, "phone-missed", _("Call not answered"), tone="hot")
    why = _(NothingRecorded(call.nothing_because).label) if call.nothing_because else ""
    words = call.about or why
    number = call.complaint.number if call.complaint is not None else ""
    return LogLine(call.answered_at, "phone", _("Call answered"), words, number)
