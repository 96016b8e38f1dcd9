"""One move while it is executed: what the effect of an action reads and writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.base import File

from heed.process.case import Case, Participant
from heed.process.facts import OUTCOME
from heed.process.move import Move
from heed.process.words import WITH_OWNER, ClockKind, FileKind, Stage, VisitOutcome
from heed.queries.actor import Actor
from heed.records.models import Account, Clock, Complaint, Order, Promise


@dataclass
class Change:
    """One move being executed. `columns` go to the complaint's row, `clocks` start, `files` become attachments."""

    complaint: Complaint
    move: Move
    by: Actor
    at: datetime
    case: Case
    actor: Participant
    facts: Mapping[str, Any]
    stage: Stage
    round: int
    columns: dict[str, Any] = field(default_factory=dict)
    clocks: list[Clock] = field(default_factory=list)
    files: list[tuple[FileKind, File]] = field(default_factory=list)  # type: ignore[type-arg]
    order: Order | None = None
    promise: Promise | None = None
    apology_owed_since: datetime | None = None  # when the promise was broken for which this move makes one due (R72)
    due_at: datetime | None = None
    client_key: str | None = None
    arrival: Mapping[str, datetime] = field(default_factory=dict)  # of a move made without a network
    asks_in_writing: bool = False  # a questionnaire follows at once, with the only message that the owner gets (R91)
    notify: list[Account] = field(default_factory=list)  # besides those whom the row names
    notice_facts: dict[str, Any] = field(default_factory=dict)  # further facts of its notices; nothing personal

    @property
    def in_danger(self) -> bool:
        """Whether people may be in danger after the move: by the level, until it is on record that all are safe."""
        level = self.case.policy.level(str(self.columns.get("level", self.complaint.level)))
        return level.help_first and self.columns.get("safe_at", self.complaint.safe_at) is None

    @property
    def clocks_of_danger(self) -> tuple[ClockKind, ...]:
        """The clocks that run because of the danger: of safety while it lasts; once it is over, of reading back."""
        if self.in_danger:
            return (ClockKind.SAFETY,)
        return (ClockKind.VERIFY,) if self.case.in_danger and self.stage is Stage.RECEIVED else ()

    @property
    def reaches_owner(self) -> bool:
        """Whether a word passes between the owner and us by it: not where the owner was not reached."""
        asks_outcome = self.move.fact(OUTCOME.name) is not None
        missed = asks_outcome and self.text(OUTCOME.name) == VisitOutcome.NOT_REACHED
        return self.move.line in WITH_OWNER and not missed

    @property
    def account(self) -> Account:
        """The staff member who acts. AssertionError for any other actor: the table of moves allows none."""
        assert self.by.account is not None
        return self.by.account

    def record(self, *names: str) -> None:
        """Write the facts of these names, where given, to the columns of the same names."""
        for name in names:
            value = self.facts.get(name)
            if value not in (None, ""):
                self.columns[name] = value

    def text(self, name: str) -> str:
        """Return a fact as text; empty where it was not given."""
        return str(self.facts.get(name) or "").strip()

    def add_files(self, name: str = "files", picture: FileKind = FileKind.PHOTO) -> None:
        """The files of the fact of this name come with the move; those that are pictures as such a `picture`."""
        for file in self.facts.get(name) or ():
            is_picture = str(getattr(file, "content_type", "")).startswith("image/")
            self.files.append((picture if is_picture else FileKind.FILE, file))

    def add_signature(self) -> None:
        """Attach the owner's signature, drawn or scanned (R54)."""
        if self.facts.get("signature"):
            self.files.append((FileKind.SIGNATURE, self.facts["signature"]))
