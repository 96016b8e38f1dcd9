"""A form field for each setting of a part of the policy, named by its path in the part ("names.en", "target")."""

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from types import UnionType
from typing import Any, get_args, get_origin

from django import forms
from django.utils.translation import gettext as _
from pydantic.fields import FieldInfo

from heed.process.clocks import Basis
from heed.process.policy import Keywords, Policy, PolicyPart, Text
from heed.process.policy.terms import NEVER_PAUSED
from heed.process.words import Word
from heed.rooms.setup.fields import LengthField
from heed.rooms.setup.policy.text import BASIS, LABELS, LENGTHS
from heed.ui.names import in_words
from heed.ui.widgets import Chips, ManyChips

Named = tuple[str, forms.Field, Any]  # name, field, initial


def fields_of(
    of: type[PolicyPart], part: PolicyPart | None, policy: Policy, but: tuple[str, ...] = ()
) -> Iterator[Named]:
    """The fields of a part, without `code` and those of `but`."""
    for name, info in of.model_fields.items():
        if name != "code" and name not in but:
            yield from field_for(name, info, getattr(part, name, None), policy)


def field_for(name: str, info: FieldInfo, value: Any, policy: Policy) -> Iterator[Named]:
    """The field or fields of one setting."""
    title = _(LABELS.get(name, info.title or name))
    if info.annotation is Text:
        yield from _text(name, title, value)
    elif info.annotation is Keywords:
        yield from _keywords(name, value)
    else:
        yield name, _single(name, info, title, policy), _initial(value)


def _text(name: str, title: str, value: Text | None) -> Iterator[Named]:
    for code, info in Text.model_fields.items():
        label = f"{title}{_(': ')}{_(info.title or code)}"
        field = forms.CharField(max_length=200, label=label, required=info.is_required())
        field.width = "third"  # type: ignore[attr-defined]
        yield f"{name}.{code}", field, getattr(value, code, "")


def _keywords(name: str, value: Keywords | None) -> Iterator[Named]:
    for code, info in Keywords.model_fields.items():
        field = forms.CharField(
            required=False, max_length=8000, label=_(info.title or code), widget=forms.Textarea({"rows": 4}),
            help_text=_("One per line, or separated by commas. They suggest this category while someone types."),
        )  # fmt: skip
        field.width = "half"  # type: ignore[attr-defined]
        yield f"{name}.{code}", field, "\n".join(getattr(value, code, ()))


def _single(name: str, info: FieldInfo, title: str, policy: Policy) -> forms.Field:
    kind, optional = _kind(info.annotation)
    known = {"ladder": policy.ladders, "department": policy.departments, "level": policy.levels}
    if name == "category":
        return _one_of([(leaf.code, in_words(leaf.names)) for leaf in policy.leaves()], title, optional=optional)
    if name in LENGTHS:
        return LengthField(label=title, required=not optional)
    if name in known:
        return _one_of([(part.code, in_words(part.names)) for part in known[name]], title, optional=optional)
    if kind in _PLAIN:
        return _PLAIN[kind](title)
    if isinstance(kind, type) and issubclass(kind, Word):
        return _some_of(kind, title, _NEVER.get(name, frozenset()))
    return forms.CharField(label=title, max_length=200, required=not optional)


#: Words that a setting does not offer.
_NEVER = {"clocks": frozenset(word.value for word in NEVER_PAUSED)}


def _words_of(labels: Mapping[Basis, str]) -> list[tuple[str, str]]:
    return [(word.value, _(text)) for word, text in labels.items()]


def _one_of(choices: list[tuple[str, str]], title: str, *, optional: bool) -> forms.Field:
    none = [("", _("None"))] if optional else [("", _("Choose…"))]
    return _sized(forms.ChoiceField(label=title, choices=[*none, *choices], required=not optional), "half")


def _some_of(words: type[Word], title: str, never: Collection[str]) -> forms.Field:
    """Any of these words, but for the codes in `never`."""
    choices = [(code, _(label)) for code, label in words.choices() if code not in never]
    return forms.MultipleChoiceField(label=title, choices=choices, widget=ManyChips(), required=False)


_PLAIN: dict[object, Callable[[str], forms.Field]] = {
    bool: lambda title: forms.BooleanField(label=title, required=False),
    int: lambda title: _sized(forms.IntegerField(label=title), "half"),
    float: lambda title: _sized(forms.DecimalField(label=title), "half"),
    Basis: lambda title: forms.ChoiceField(label=title, choices=_words_of(BASIS), widget=Chips()),
    Decimal: lambda title: _sized(forms.DecimalField(label=title), "half"),
}


def _sized(field: forms.Field, width: str) -> forms.Field:
    field.width = width  # type: ignore[attr-defined]
    return field


def _kind(annotation: Any) -> tuple[Any, bool]:
    """The plain type of an annotation (of a tuple: of its items), and whether it may be None."""
    if get_origin(annotation) is UnionType or type(None) in get_args(annotation):
        plain = [one for one in get_args(annotation) if one is not type(None)]
        return _kind(plain[0])[0], True
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0], False
    if hasattr(annotation, "__metadata__"):
        return annotation.__origin__, False
    return annotation, False


def _initial(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return str(value) if isinstance(value, Basis) else value
