"""What staff should know before contact with a person: needs, special care, a representative (R3)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from heed.insight.masking import masked_phone
from heed.records.models import Person
from heed.records.prepared import prepared

_NEEDS = ("hard_of_hearing", "large_print", "asked_in_writing", "call_time", "language")
_OTHERS = (
    "vulnerability__reason", "representative__name", "representative__phone", "representative__consent_on",
    "representative__consent_form",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpeaksFor:
    """A representative; the telephone is masked, and showing it in full is recorded."""

    name: str
    phone: str
    consent_on: date
    consent_form: str


@dataclass(frozen=True, slots=True)
class Care:
    """The needs of a person. `reason` is empty for readers who may not know it, though the person is `vulnerable`."""

    hard_of_hearing: bool
    large_print: bool
    asked_in_writing: bool
    call_time: str
    language: str
    vulnerable: bool
    reason: str
    representative: SpeaksFor | None

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to show; a language alone is shown elsewhere."""
        needs = self.hard_of_hearing or self.large_print or self.asked_in_writing or self.call_time
        return bool(needs or self.vulnerable or self.representative)


def care_of(person_id: int, *, reads_reason: bool) -> Care | None:
    """Return the needs of a person; None where there are none. One query."""
    found = _needs_of(person_id)
    if not found:
        return None
    row = found[0]
    reason = row["vulnerability__reason"] or ""
    care = Care(
        **{name: row[name] for name in _NEEDS},
        vulnerable=bool(reason),
        reason=reason if reads_reason else "",
        representative=_representative(row),
    )
    return care if care.is_needed else None


@prepared
def _needs_of(person: int) -> QuerySet[Person, dict[str, Any]]:
    rows: QuerySet[Person, dict[str, Any]] = Person.objects.filter(pk=person).values(*_NEEDS, *_OTHERS)
    return rows


def _representative(row: dict[str, Any]) -> SpeaksFor | None:
    if row["representative__name"] is None:
        return None
    phone = masked_phone(row["representative__phone"])
    consent = row["representative__consent_on"], row["representative__consent_form"]
    return SpeaksFor(row["representative__name"], phone, *consent)
