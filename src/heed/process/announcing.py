"""The eleven contents of a complaint announcement (R119), in the order of the process standard."""

from collections.abc import Mapping
from typing import NamedTuple

from heed.process.words.base import N_


class Content(NamedTuple):
    """One content: its code, its label, and what to write, as message ids. `names_staff`: it names staff, no owner."""

    code: str
    label: str
    hint: str
    names_staff: bool = False


CONTENTS = (
    Content("accepted", N_("Time of acceptance"), N_("When the complaints were taken in")),
    Content("scope", N_("Regional scope"), N_("Buildings and common places, never a home")),
    Content("matters", N_("Matters accepted"), N_("What the complaints were about, in a line each")),
    Content("method", N_("Handling method"), N_("What was done")),
    Content("result", N_("Result"), N_("What came of it")),
    Content("visit", N_("Return visit"), N_("How many owners were asked afterwards, and what they said")),
    Content("precautions", N_("Precautions"), N_("What keeps it from happening again, and what owners can do")),
    Content("limit", N_("Time limit"), N_("In what time complaints are answered and handled")),
    Content("receptionist", N_("Receptionist"), N_("Name of the member of staff"), names_staff=True),
    Content("follow_up", N_("Follow-up person"), N_("Name of the member of staff"), names_staff=True),
    Content("in_charge", N_("Person in charge"), N_("Name of the member of staff"), names_staff=True),
)
CODES = tuple(content.code for content in CONTENTS)


def missing(contents: Mapping[str, str]) -> tuple[str, ...]:
    """Return the codes of the contents that are empty: all eleven are required."""
    return tuple(code for code in CODES if not contents.get(code, "").strip())


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Return the codes of the contents that read otherwise than before."""
    return tuple(code for code in CODES if before.get(code, "").strip() != after.get(code, "").strip())
