"""An entry as the timeline shows it."""

from dataclasses import dataclass, field

from heed.insight.filetypes import PICTURES, PLAYED
from heed.process.words import Line
from heed.records.models import Attachment, Entry


@dataclass(frozen=True, slots=True)
class Mark:
    """A short remark with a tone, shown as a pill."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that were spoken: by the owner (tone "info") or by us (""); `marks` show what became of them."""

    words: str
    tone: str = ""
    label: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass
class TimelineEntry:
    """One entry of the timeline, ready to show."""

    entry: Entry
    who: str
    what: str
    line: Line
    tone: str
    brief: list[str] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    details: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    steps: list[Mark] = field(default_factory=list)
    pictures: list[Attachment] = field(default_factory=list)
    recordings: list[Attachment] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    erased: bool = False
    new_round: int = 0
    is_new: bool = False

    def add_file(self, attachment: Attachment) -> None:
        """Put a file among those of its kind: shown, played, or saved."""
        if attachment.mime in PLAYED:
            self.recordings.append(attachment)
        else:
            (self.pictures if attachment.mime in PICTURES else self.files).append(attachment)
