"""The parts of the policy that can be edited, found by addresses such as `levels.major` or `clocks.answer`."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from heed.process.policy import (
    Branch,
    ClockTimes,
    ConflictTerms,
    EmergencyNumber,
    EmergencyWords,
    GroupTerms,
    HoldTerms,
    Ladder,
    Leaf,
    Level,
    MannerTerms,
    OrderTerms,
    OutsideBody,
    PauseReason,
    Policy,
    PolicyDepartment,
    PolicyPart,
    PromiseTerms,
    PublicTerms,
    ReportTerms,
    RetentionTerms,
    ReviewTerms,
    StewardTerms,
    Telephone,
    VisitTerms,
    WarningTerms,
    Windows,
)
from heed.process.words import ClockKind
from heed.ui.names import in_words

#: Lists of the document whose items are edited one by one.
LISTS: dict[str, type[PolicyPart]] = {
    "levels": Level,
    "ladders": Ladder,
    "pauses": PauseReason,
    "departments": PolicyDepartment,
    "emergency_numbers": EmergencyNumber,
    "emergency_words": EmergencyWords,
    "outside_bodies": OutsideBody,
}
ALONE: dict[str, type[PolicyPart]] = {
    "telephone": Telephone,
    "promise": PromiseTerms,
    "orders": OrderTerms,
    "manners": MannerTerms,
    "hold": HoldTerms,
    "stewards": StewardTerms,
    "conflicts": ConflictTerms,
    "windows": Windows,
    "groups": GroupTerms,
    "reports": ReportTerms,
    "retention": RetentionTerms,
    "public": PublicTerms,
    "visits": VisitTerms,
    "reviews": ReviewTerms,
}
NEW = "new"


@dataclass(frozen=True, slots=True)
class EditablePart:
    """`path`: where the part is in the document, lists by position (for a new one the end of its list).

    `part` is None for a new one. `kind` says which form: part, clock, ladder, leaf, branch, intake, exemptions, hours.
    """

    at: str
    path: str
    kind: str
    title: str
    of: type[PolicyPart] | None = None
    part: Any = None
    removable: bool = False

    @property
    def is_new(self) -> bool:
        return self.at.endswith(f".{NEW}")

    @property
    def among(self) -> str:
        """The name of the list that the part is in; "" where it is in none."""
        name, dot, _code = self.at.partition(".")
        return _(Policy.model_fields[name].title or name) if dot else ""


def spot(policy: Policy, at: str) -> EditablePart | None:
    """The part of this address; None where there is none."""
    match at.split("."):
        case [name] if name in ALONE:
            part = getattr(policy, name)
            return EditablePart(at, name, "part", _(type(policy).model_fields[name].title or name), ALONE[name], part)
        case ["intake"]:
            return EditablePart(at, "", "intake", _("Intake"))
        case ["exemptions"]:
            return EditablePart(at, at, "exemptions", _("Exemptions from the return visit"))
        case ["open_hours" | "waking_hours" as name]:
            return EditablePart(
                at, name, "hours", _(type(policy).model_fields[name].title or name), None, getattr(policy, name)
            )
        case ["clocks", kind] if kind in {word.value for word in ClockKind}:
            times = policy.clocks.of(ClockKind(kind))
            return EditablePart(at, at, "clock", _(ClockKind(kind).label), ClockTimes, times)
        case ["warnings", kind] if kind in WarningTerms.model_fields:
            of = getattr(policy.warnings, kind)
            return EditablePart(at, at, "part", _(WarningTerms.model_fields[kind].title or kind), type(of), of)
        case [name, code] if name in LISTS:
            kind = "ladder" if name == "ladders" else "part"
            return _in_list(at, name, getattr(policy, name), code, kind, LISTS[name])
        case ["categories", code]:
            return _in_list(at, "categories", policy.categories, code, "branch", Branch)
        case ["categories", branch, code]:
            return _leaf(policy, at, branch, code)
    return None


def _leaf(policy: Policy, at: str, branch: str, code: str) -> EditablePart | None:
    for place, one in enumerate(policy.categories):
        if one.code == branch:
            return _in_list(at, f"categories.{place}.leaves", one.leaves, code, "leaf", Leaf)
    return None


def _in_list(
    at: str, path: str, parts: tuple[Any, ...], code: str, kind: str, of: type[PolicyPart]
) -> EditablePart | None:
    if code == NEW:
        return EditablePart(at, f"{path}.{len(parts)}", kind, _("New"), of)
    for place, part in enumerate(parts):
        if part.code == code:
            return EditablePart(at, f"{path}.{place}", kind, in_words(part.names), of, part, removable=len(parts) > 1)
    return None


def put(document: dict[str, Any], path: str, value: Any) -> None:
    """Put a value where the path says; one position behind the end of a list adds to it."""
    *way, last = path.split(".")
    node: Any = document
    for piece in way:
        node = node[int(piece)] if isinstance(node, list) else node[piece]
    if not isinstance(node, list):
        node[last] = value
    elif int(last) == len(node):
        node.append(value)
    else:
        node[int(last)] = value


def take(document: dict[str, Any], path: str) -> None:
    """Remove an item from its list."""
    *way, last = path.split(".")
    node: Any = document
    for piece in way:
        node = node[int(piece)] if isinstance(node, list) else node[piece]
    del node[int(last)]
