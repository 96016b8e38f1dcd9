"""The log of a shift: its calls, complaints and notes in the order in which they came."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from heed.process.words.counter import NothingRecorded
from heed.queries.gate import calls_in, taken_in_during
from heed.records.models import Account, Call, GateShift


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
    lines += [LogLine(one.received_at, "file-pen", _("Complaint recorded"), one.title, one.number) for one in taken]
    lines += [LogLine(one.at, "pencil-line", _("Note"), one.text) for one in shift.notes.all()]
    if shift.ended_at is not None:
        lines.append(LogLine(shift.ended_at, "log-out", _("Shift handed over")))
    return sorted(lines, key=lambda line: line.at)


def _of_call(call: Call) -> LogLine:
    if call.answered_at is None:
        return LogLine(call.rang_at, "phone-missed", _("Call not answered"), tone="hot")
    why = _(NothingRecorded(call.nothing_because).label) if call.nothing_because else ""
    words = call.about or why
    number = call.complaint.number if call.complaint is not None else ""
    return LogLine(call.answered_at, "phone", _("Call answered"), words, number)
