"""A calendar file (RFC 5545) with one event: what owners and staff put into the calendar of their telephone."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpResponse
from django.utils.http import content_disposition_header

#: Octets of one line; a longer one goes on in the next, behind a blank.
_WIDEST = 75


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event. `uid` stays the same and `sequence` grows with each change, so that calendars take it over."""

    uid: str
    sequence: int
    stamped_at: datetime
    begins_at: datetime
    ends_at: datetime
    title: str
    place: str
    about: str
    url: str
    cancelled: bool = False

    def __str__(self) -> str:
        lines = (
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Heed//Heed//EN", "METHOD:PUBLISH", "BEGIN:VEVENT",
            f"UID:{self.uid}", f"SEQUENCE:{self.sequence}", f"DTSTAMP:{_utc(self.stamped_at)}",
            f"DTSTART:{_utc(self.begins_at)}", f"DTEND:{_utc(self.ends_at)}", f"SUMMARY:{_text(self.title)}",
            f"LOCATION:{_text(self.place)}", f"DESCRIPTION:{_text(self.about)}", f"URL:{self.url}",
            f"STATUS:{'CANCELLED' if self.cancelled else 'CONFIRMED'}", "END:VEVENT", "END:VCALENDAR",
        )  # fmt: skip
        return "".join(f"{_folded(line)}\r\n" for line in lines)


def calendar_response(event: CalendarEvent, name: str) -> HttpResponse:
    """The file to save or to open with a calendar."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return HttpResponse(str(event), content_type="text/calendar; charset=utf-8", headers=headers)


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    return words.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none broken within a character."""
    pieces, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _WIDEST:
            pieces.append(" ")
            size = 1
        pieces[-1] += letter
        size += width
    return "\r\n".join(pieces)
