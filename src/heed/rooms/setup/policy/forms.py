"""The form of one part of the policy: puts what was typed into the document, and each problem at its field."""

import copy
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _

from heed.process.alarms import MEASURED
from heed.process.policy import LadderStep, Leaf, LevelTiming, Policy, Problem, place_of
from heed.process.words import Channel, Exemption, Nature, Role, Word
from heed.rooms.setup.fields import LengthField
from heed.rooms.setup.policy.fields import Named, field_for, fields_of
from heed.rooms.setup.policy.parts import EditablePart, put
from heed.rooms.setup.policy.text import problem_in_words
from heed.ui.names import in_words

_BETWEEN = re.compile(r"[\n,，、;；]+")
SPARE_STEPS = 2


class PartForm(forms.Form):
    """The form of a simple part; the forms below add what their parts need."""

    use_required_attribute = False
    but: tuple[str, ...] = ()

    def __init__(self, place: EditablePart, policy: Policy, data: Any = None) -> None:
        super().__init__(data)
        self.place, self.policy = place, policy
        self.aliases: dict[str, str] = {}
        for name, field, initial in self.named_fields():
            field.initial = initial
            self.fields[name] = field

    def named_fields(self) -> Iterable[Named]:
        """Every field with its name and its present value."""
        assert self.place.of is not None
        return fields_of(self.place.of, self.place.part, self.policy, self.but)

    def document(self) -> dict[str, Any]:
        """The whole document with what was typed in its place."""
        whole: dict[str, Any] = copy.deepcopy(self.policy.model_dump(mode="json"))
        self.write(whole)
        return whole

    def write(self, whole: dict[str, Any]) -> None:
        """Put what was typed into the document."""
        part = self.place.part.model_dump(mode="json") if self.place.part is not None else {"code": self._new_code()}
        self.fill(part)
        put(whole, self.place.path, part)

    def fill(self, part: dict[str, Any]) -> None:
        """Write the typed values over a part's own."""
        for name, value in self.cleaned_data.items():
            outer, dot, inner = name.partition(".")
            if dot and outer in ("names", "keywords", "say", "never"):
                part.setdefault(outer, {})[inner] = _words(value) if outer == "keywords" else value
            elif not dot:
                part[name] = _plain(value)

    def _new_code(self) -> str:
        """A unique code made of the English name."""
        name = slugify(self.cleaned_data.get("names.en", "")).replace("-", "_")[:30]
        stem = name if re.match(r"[a-z]", name) else f"own_{name}".rstrip("_")
        known = self.policy
        named = (
            known.levels,
            known.ladders,
            known.pauses,
            known.departments,
            known.categories,
            known.leaves(),
            known.emergency_numbers,
            known.emergency_words,
            known.outside_bodies,
        )
        taken = {part.code for parts in named for part in parts}
        return next(code for code in (stem, *(f"{stem}_{n}" for n in range(2, 10_000))) if code not in taken)

    def blame(self, problems: Iterable[Problem]) -> None:
        """Add each problem at its field; a problem elsewhere in the policy is named with its place."""
        for problem in problems:
            text = problem_in_words(problem)
            name = self._field_at(problem.path)
            where = " › ".join(_(title) for title in place_of(problem.path)) if name is None else ""
            self.add_error(name, f"{where}{_(': ')}{text}" if where else text)

    def _field_at(self, path: str) -> str | None:
        rest = path.removeprefix(f"{self.place.path}.") if self.place.path else path
        if rest == path and self.place.path:
            return None
        for position, name in self.aliases.items():
            if rest.startswith(f"{position}."):
                rest = f"{name}{rest.removeprefix(position)}"
        while rest and rest not in self.fields:
            rest = rest.rpartition(".")[0]
        return rest or None


class ClockForm(PartForm):
    """The usual times of a clock, and for each level whether it has its own."""

    but = ("levels",)

    @property
    def is_measured(self) -> bool:
        """Whether passing the target warns nobody (R70)."""
        return self.place.at in {f"clocks.{kind.value}" for kind in MEASURED}

    def named_fields(self) -> Iterable[Named]:
        yield from super().named_fields()
        own = {timing.level: timing for timing in self.place.part.levels}
        for level in self.policy.levels:
            timing = own.get(level.code)
            name = f"levels.{level.code}"
            yield f"{name}.differs", forms.BooleanField(required=False, label=_("Has its own times")), bool(timing)
            for inner, field, initial in fields_of(LevelTiming, timing or self.place.part, self.policy, ("level",)):
                yield f"{name}.{inner}", _unneeded(field), initial

    def fill(self, part: dict[str, Any]) -> None:
        super().fill(part)
        part["levels"] = []
        for level in self.policy.levels:
            name = f"levels.{level.code}"
            if self.cleaned_data.get(f"{name}.differs"):
                self.aliases[f"levels.{len(part['levels'])}"] = name
                own = {inner: _plain(self.cleaned_data.get(f"{name}.{inner}")) for inner in _TIMES}
                own["basis"] = own["basis"] or part["basis"]
                part["levels"].append({"level": level.code, **own})

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The fields of each level, together."""
        return [
            {
                "name": in_words(level.names),
                "differs": self[f"levels.{level.code}.differs"],
                "fields": [self[f"levels.{level.code}.{inner}"] for inner in _TIMES],
            }
            for level in self.policy.levels
        ]

    @property
    def usual(self) -> list[Any]:
        """The fields of the usual times."""
        return [self[name] for name in _TIMES]


_TIMES = ("target", "limit", "ladder", "basis")


class LadderForm(PartForm):
    """A ladder and its steps, with some spare."""

    but = ("steps",)

    def named_fields(self) -> Iterable[Named]:
        yield from super().named_fields()
        steps = self.place.part.steps if self.place.part else ()
        roles = [("", _("No one (leave out)")), *((role.value, _(role.label)) for role in Role)]
        for number in range(min(len(steps) + SPARE_STEPS, 12)):
            step = steps[number] if number < len(steps) else None
            to = forms.ChoiceField(choices=roles, required=False, label=_("Notify"))
            to.width = "third"  # type: ignore[attr-defined]
            yield f"steps.{number}.to", to, step.to.value if step else ""
            after = None if step is None or step.share else step.after
            yield f"steps.{number}.after", LengthField(label=_("After the limit"), required=False), after
            share = forms.IntegerField(
                label=_("Or at percent of the time"), required=False, min_value=1, max_value=1000
            )
            share.width = "third"  # type: ignore[attr-defined]
            yield f"steps.{number}.share", share, step.share if step else None
            waking = LadderStep.model_fields["waking"]
            for name, field, initial in field_for("waking", waking, step.waking if step else True, self.policy):
                field.width = "third"  # type: ignore[attr-defined]
                yield f"steps.{number}.{name}", field, initial

    def fill(self, part: dict[str, Any]) -> None:
        super().fill(part)
        part["steps"] = []
        for number in range(12):
            to = self.cleaned_data.get(f"steps.{number}.to")
            if to:
                self.aliases[f"steps.{len(part['steps'])}"] = f"steps.{number}"
                cleaned = {
                    name: self.cleaned_data.get(f"steps.{number}.{name}") for name in ("after", "share", "waking")
                }
                part["steps"].append(
                    {"to": to, **cleaned, "after": cleaned["after"] or 0, "waking": bool(cleaned["waking"])}
                )

    @property
    def rungs(self) -> list[list[Any]]:
        """The four fields of each step."""
        count = sum(name.endswith(".to") for name in self.fields)
        return [[self[f"steps.{n}.{name}"] for name in ("to", "after", "share", "waking")] for n in range(count)]


class BranchForm(PartForm):
    """A branch of the category tree. A new one begins with one category of the same name."""

    but = ("leaves",)

    def fill(self, part: dict[str, Any]) -> None:
        super().fill(part)
        if self.place.part is None:
            first = {"department": self.policy.departments[0].code, "level": self.policy.levels[0].code}
            leaf = {"code": f"{part['code']}_other", "names": part["names"], **first}
            part["leaves"] = [Leaf.model_validate(leaf).model_dump(mode="json")]


class IntakeRulesForm(PartForm):
    """Channels and natures in use, and from which sum on compensation needs approval."""

    NAMES = ("channels", "natures", "money_limit")

    def named_fields(self) -> Iterable[Named]:
        for name in self.NAMES:
            yield from field_for(name, Policy.model_fields[name], getattr(self.policy, name), self.policy)

    def write(self, whole: dict[str, Any]) -> None:
        order: dict[str, list[Word]] = {"channels": list(Channel), "natures": list(Nature)}
        for name in self.NAMES:
            value = _plain(self.cleaned_data[name])
            whole[name] = [word.value for word in order[name] if word.value in value] if name in order else value


class ExemptionsForm(PartForm):
    """Which exemptions the company uses, and which need an approver (R94)."""

    def named_fields(self) -> Iterable[Named]:
        for code in Exemption:
            terms = self.policy.exemption(code)
            yield f"{code.value}.used", forms.BooleanField(required=False, label=_(code.label)), terms is not None
            approver = forms.BooleanField(required=False, label=_("Approval required"))
            yield f"{code.value}.approver", approver, bool(terms and terms.approver)

    def write(self, whole: dict[str, Any]) -> None:
        cleaned = self.cleaned_data
        used = [code.value for code in Exemption if cleaned[f"{code.value}.used"]]
        self.aliases = {str(place): code for place, code in enumerate(used)}
        whole["exemptions"] = [{"code": code, "approver": cleaned[f"{code}.approver"]} for code in used]

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Each exemption: used, needs an approver."""
        return [(self[f"{code.value}.used"], self[f"{code.value}.approver"]) for code in Exemption]


FORMS: dict[str, type[PartForm]] = {
    "part": PartForm,
    "leaf": PartForm,
    "clock": ClockForm,
    "ladder": LadderForm,
    "branch": BranchForm,
    "intake": IntakeRulesForm,
    "exemptions": ExemptionsForm,
}


def _unneeded(field: forms.Field) -> forms.Field:
    field.required = False
    return field


def _words(text: str) -> list[str]:
    return [word for word in (piece.strip() for piece in _BETWEEN.split(text)) if word]


def _plain(value: Any) -> Any:
    """A typed value for the JSON document; None for an empty one."""
    if isinstance(value, Decimal):
        return str(value)
    return None if value == "" else value
