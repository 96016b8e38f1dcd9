"""The forms of the desk: the intake, and the call to a superior."""

import re
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.insight.homes import room
from heed.insight.phones import phones_apart, plain
from heed.insight.visible import visible
from heed.move_forms.fields import NumberedComplaint
from heed.process import facts
from heed.process.facts import Fact, Kind
from heed.process.words import N_, Channel, Emotion
from heed.queries.access import people_visible_to
from heed.queries.policies import current_policy
from heed.queries.residents.matching import FEWEST_DIGITS
from heed.records.models import Account, Person, Place, Project
from heed.ui.fields import DayField, InstantField
from heed.ui.widgets import Chips, FilesField

#: Channels without a conversation: on paper or by message.
ON_PAPER = (Channel.LETTER, Channel.MEDIA, Channel.HOTLINE, Channel.EMAIL, Channel.MESSAGE, Channel.OTHER)
MOODS = {"agitated": "warn"}


def _line(fact: Fact, length: int = 120, **attrs: Any) -> forms.CharField:
    return forms.CharField(label=fact.label, max_length=length, required=False,
                           widget=forms.TextInput({"autocomplete": "off", **attrs}))  # fmt: skip


def _of_body(fact: Fact) -> forms.Field:
    """The field of a fact that only a hotline or another body gives (R2, R14)."""
    if fact.kind is Kind.INSTANT:
        return InstantField(label=fact.label, required=False)
    return _line(fact, fact.longest)


class IntakeForm(forms.Form):
    """One intake: by telephone, at the counter or on paper (R2 to R14). The workflow says which facts are missing.

    `q` is what was typed to find the person; where nothing better is known it becomes name, home or contact.
    """

    use_required_attribute = False
    client_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    channel = forms.ChoiceField(widget=forms.HiddenInput, choices=Channel.choices())
    project = forms.ModelChoiceField(Project.objects.none(), widget=forms.HiddenInput)
    person = forms.ModelChoiceField(Person.objects.none(), widget=forms.HiddenInput, required=False)
    place = forms.ModelChoiceField(Place.objects.none(), widget=forms.HiddenInput, required=False)
    q = forms.CharField(max_length=120, required=False)
    name = _line(facts.NAME, 80)
    unit = _line(facts.UNIT)
    contact = _line(facts.CONTACT)
    organisation = _line(facts.ORGANISATION)
    content = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea({"rows": 3}))
    written_on = DayField(required=False)
    happened = _line(facts.HAPPENED)
    where = _line(facts.WHERE)
    about = _line(facts.ABOUT)
    wants = _line(facts.WANTS, 200)
    course = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea({"rows": 1}))
    emotion = forms.ChoiceField(required=False, choices=(), widget=Chips(tones=MOODS))
    emotion_chosen = forms.CharField(required=False, widget=forms.HiddenInput)  # by a press: none is suggested then
    category = forms.CharField(max_length=60, required=False)
    level = forms.ChoiceField(required=False, choices=())
    nature = forms.ChoiceField(required=False, choices=())
    anonymous = forms.BooleanField(required=False)
    unreachable = forms.BooleanField(required=False)
    abusive = forms.BooleanField(required=False)

    def __init__(
        self, account: Account, projects: Sequence[Project], data: Any = None, files: Any = None, **options: Any
    ) -> None:
        initial = {"client_key": uuid.uuid4().hex} | (options.pop("initial", None) or {})
        super().__init__(data, files, initial=initial, **options)
        self.fields["project"].queryset = Project.objects.filter(pk__in=[project.pk for project in projects])  # type: ignore[attr-defined]
        self.fields["person"].queryset = people_visible_to(account)  # type: ignore[attr-defined]
        self.fields["place"].queryset = Place.objects.filter(project__in=projects)  # type: ignore[attr-defined]
        self.fields["emotion"].choices = [(code, _(label)) for code, label in Emotion.choices()]  # type: ignore[attr-defined]
        policy = current_policy()
        self.fields["level"].choices = [("", ""), *((level.code, level.code) for level in policy.levels)]  # type: ignore[attr-defined]
        self.fields["nature"].choices = [("", ""), *((code, code) for code in policy.natures)]  # type: ignore[attr-defined]
        self.fields["repeat_of"] = NumberedComplaint(account, required=False)
        self.fields["merge_into"] = NumberedComplaint(account, required=False)
        self.fields["files"] = FilesField(required=False)
        self.fields |= {fact.name: _of_body(fact) for fact in facts.OF_BODY}
        self._set_labels()

    def _set_labels(self) -> None:
        said = {fact.name: fact.label for fact in INTAKE_FACTS} | OWN_LABELS
        for name, field in self.fields.items():
            if name in said:
                field.label = _(said[name])
        for name, label in (("anonymous", _("Anonymous")), ("unreachable", _("The owner cannot be reached")),
                            ("files", _("Photos or scanned pages")), ("q", _("Telephone, room or name")),
                            ("abusive", _("Abusive language"))):  # fmt: skip
            self.fields[name].label = label

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        known = (
            cleaned.get("person")
            or cleaned.get("anonymous")
            or any(cleaned.get(name) for name in ("name", "unit", "contact", "organisation"))
        )
        if cleaned.get("q") and not known:
            cleaned |= typed_as(cleaned["q"])
        place, project = cleaned.get("place"), cleaned.get("project")
        if place is not None and project is not None and place.project_id != project.pk:
            self.add_error("place", _("This home belongs to another project."))
        return cleaned


#: The facts of the intake whose labels come from the workflow.
INTAKE_FACTS: tuple[Fact, ...] = (
    facts.NAME, facts.UNIT, facts.CONTACT, facts.ORGANISATION, facts.CONTENT, facts.WRITTEN_ON, facts.HAPPENED,
    facts.WHERE, facts.ABOUT, facts.WANTS, facts.COURSE, facts.EMOTION, facts.CATEGORY, *facts.OF_BODY,
)  # fmt: skip


#: Labels that differ at the desk.
OWN_LABELS = {"name": N_("Owner's name")}


#: A home in digits, as no telephone is written: "12-2-1502".
_HOME = re.compile(r"\d{1,4}(?:-\d{1,4}){1,3}")


def typed_as(text: str) -> dict[str, str]:
    """The text of the person search as the fact it looks like: a telephone number, a home, or a name."""
    text = visible(text).strip()
    if _HOME.fullmatch(plain(text)) and room(text):
        return {"unit": text}
    if phones_apart(text, fewest=FEWEST_DIGITS)[0]:
        return {"contact": text}
    return {"unit": text} if room(text) else {"name": text[:80]}
