"""The forms of a survey: its terms, and one question."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from heed.i18n.languages import LANGUAGES
from heed.process.words.surveys import QuestionKind, SurveyTopic
from heed.records.models import Survey, SurveyQuestion
from heed.rooms.community.requests import CommunityAccess
from heed.ui.fields import DayField
from heed.ui.widgets import Chips

#: A survey runs so long where nothing else is typed, and its reminder goes out after half of that.
USUAL_DAYS = 21
FIRST_YEAR, LAST_YEAR = 2000, 2100
#: The fields that are columns of the same name.
TERMS = ("year", "starts_on", "ends_on", "remind_on", "per_building")


class SurveyForm(forms.Form):
    """The project (of a new survey), the year, title and introduction, the period, whom it asks, and the reminder."""

    use_required_attribute = False

    def __init__(self, may: CommunityAccess, survey: Survey | None, data: Any = None) -> None:
        super().__init__(data, initial=_given(survey) if survey else _usual(timezone.localdate()))
        if survey is None:
            projects = may.projects_written()
            self.fields["project"] = forms.ModelChoiceField(projects, label=_("Project"), empty_label=None)
        self.fields["year"] = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
        for language in LANGUAGES:
            of = {"language": language.name}
            self.fields[f"title_{language.field}"] = forms.CharField(
                label=_("Title (%(language)s)") % of, max_length=80, required=False
            )
            self.fields[f"intro_{language.field}"] = forms.CharField(
                label=_("Introduction (%(language)s)") % of, max_length=600, required=False,
                widget=forms.Textarea({"rows": 2}),
            )  # fmt: skip
        self.fields["starts_on"] = DayField(label=_("First day"))
        self.fields["ends_on"] = DayField(label=_("Last day"))
        self.fields["remind_on"] = DayField(
            label=_("Reminder on"), required=False,
            help_text=_("On this day the homes that have not answered get one more message."),
        )  # fmt: skip
        self.fields["per_building"] = forms.IntegerField(
            label=_("Homes of each building"), required=False, min_value=1, max_value=5000,
            help_text=_("So many are drawn by chance. Empty: every home is asked."),
        )  # fmt: skip
        for name in ("project", *TERMS):
            if name in self.fields:
                self.fields[name].width = "half"  # type: ignore[attr-defined]

    def terms(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        cleaned = self.cleaned_data
        texts = {one.field: {part: cleaned[f"{part}_{one.field}"] for part in ("title", "intro")} for one in LANGUAGES}
        return {"texts": texts} | {name: cleaned[name] for name in TERMS}


class QuestionForm(forms.Form):
    """One question: how it is answered, what it is about, and its words in each language."""

    use_required_attribute = False

    def __init__(self, question: SurveyQuestion | None, data: Any = None) -> None:
        given: dict[str, Any] = {"kind": QuestionKind.RATED.value}
        if question is not None:
            texts = {f"text_{field}": text for field, text in question.texts.items()}
            given = {"kind": question.kind, "topic": question.topic, **texts}
        super().__init__(data, initial=given)
        kinds = [(code, _(label)) for code, label in QuestionKind.choices()]
        topics = [("", _("Choose…")), *((code, _(label)) for code, label in SurveyTopic.choices())]
        self.fields["kind"] = forms.ChoiceField(label=_("Answered by"), choices=kinds, widget=Chips())
        self.fields["topic"] = forms.ChoiceField(label=_("About"), choices=topics)
        for language in LANGUAGES:
            label = _("Question (%(language)s)") % {"language": language.name}
            self.fields[f"text_{language.field}"] = forms.CharField(label=label, max_length=200, required=False)

    def facts(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        texts = {one.field: self.cleaned_data[f"text_{one.field}"] for one in LANGUAGES}
        return {"kind": self.cleaned_data["kind"], "topic": self.cleaned_data["topic"], "texts": texts}


class CallBackForm(forms.Form):
    """What was said when the owner was called."""

    words = forms.CharField(max_length=400)


class ComplaintForm(forms.Form):
    """What is taken in as a complaint: the owner's words, which the member of staff may complete."""

    content = forms.CharField(max_length=20_000)


def _usual(today: date) -> dict[str, Any]:
    terms = {
        "year": today.year,
        "starts_on": today + timedelta(days=1),
        "ends_on": today + timedelta(days=USUAL_DAYS),
        "remind_on": today + timedelta(days=USUAL_DAYS // 2),
    }
    return terms | {f"title_{language.field}": _title(today.year, language.code) for language in LANGUAGES}


def _title(year: int, language: str) -> str:
    with translation.override(language):
        return _("Satisfaction survey %(year)s") % {"year": year}


def _given(survey: Survey) -> dict[str, Any]:
    texts = {f"{part}_{field}": text for field, said in survey.texts.items() for part, text in said.items()}
    return texts | {name: getattr(survey, name) for name in TERMS}
