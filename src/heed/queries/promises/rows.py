"""The rows of the promise ledger: plain values."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import F

from heed.insight.forecast import Forecast
from heed.records.models.complaint import ENDED_CODES


class PromiseRow(NamedTuple):
    """A promise in the ledger. `forecast` only of an open one; `renewed_until` where it got a new date."""

    id: int
    kind: str
    way: str
    words: str
    made_at: datetime
    due_at: datetime
    state: str
    ended_at: datetime | None
    broken_at: datetime | None
    owed_at: datetime | None
    complaint_id: int
    made_by_id: int
    project_id: int
    replaces_id: int | None
    made_by_name: str
    kept_by_name: str | None
    apologised_at: datetime | None
    renewed_until: datetime | None
    number: str
    title: str
    stage: str
    level: str
    policy_id: int
    calendar_id: int | None
    staged_at: datetime
    anonymous: bool
    name: str
    unit: str
    where: str
    place_path: str | None
    project_name: str
    forecast: Forecast | None = None

    @property
    def owes(self) -> bool:
        """Whether an apology is still due; once the complaint has ended, it cannot be made any more."""
        return self.went_without and self.stage not in ENDED_CODES

    @property
    def went_without(self) -> bool:
        """Whether an apology was due for it and none was made."""
        return self.owed_at is not None and self.apologised_at is None

    @property
    def place(self) -> str:
        return self.place_path or self.where or self.unit


#: The columns of other tables, and those of the promise itself.
JOINED = {
    "made_by_name": F("made_by__name"),
    "kept_by_name": F("kept_by__name"),
    "apologised_at": F("apology__made_at"),
    "renewed_until": F("replaced_by__due_at"),
    "calendar_id": F("project__calendar_id"),
    "place_path": F("complaint__place__path"),
    "project_name": F("project__name"),
    **{
        name: F(f"complaint__{name}")
        for name in (
            "number",
            "title",
            "stage",
            "level",
            "policy_id",
            "staged_at",
            "anonymous",
            "name",
            "unit",
            "where",
        )
    },
}
OWN = tuple(name for name in PromiseRow._fields if name not in (*JOINED, "forecast"))


class OpenPromise(NamedTuple):
    """What of an open promise matters for its forecast (`ForecastRow`): where many are looked at and few are shown."""

    id: int
    kind: str
    due_at: datetime
    complaint_id: int
    stage: str
    staged_at: datetime
    level: str
    policy_id: int
    calendar_id: int | None


OPEN_COLUMNS = tuple(JOINED.get(name, F(name)) for name in OpenPromise._fields)
