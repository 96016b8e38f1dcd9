"""Where the report of a month stands, and which reports are sent on a schedule."""

from heed.process.words.base import N_, Word


class MonthState(Word):
    """Where the newest version of the report of a month stands."""

    SUBMITTED = "submitted", N_("Submitted")
    RECEIVED = "received", N_("Received by the centre")
    SENT_BACK = "sent_back", N_("Sent back")


class ReportKind(Word):
    """A report that can be sent on a schedule."""

    MONTH = "month", N_("Monthly table")
    WEEK = "week", N_("Weekly report")
    DAY = "day", N_("Daily record")


class ReportFile(Word):
    """The file that a letter carries."""

    XLSX = "xlsx", N_("Spreadsheet")
    PDF = "pdf", N_("PDF")
