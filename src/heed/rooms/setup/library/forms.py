"""The form of an answer: for whom, about what, and the text in each language (R47)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.i18n.languages import LANGUAGES
from heed.queries.policies import current_policy
from heed.queries.setup_access import SetupAccess, projects_set_up_by
from heed.records.models import Answer
from heed.rooms.setup.fields import widths
from heed.ui.fields import DayField
from heed.ui.names import category_choices


class AnswerForm(forms.Form):
    """A new answer, or one that is there; a language is left empty, or has both question and answer."""

    use_required_attribute = False

    def __init__(self, may: SetupAccess, answer: Answer | None, data: Any = None) -> None:
        super().__init__(data, initial=_given(answer))
        projects = projects_set_up_by(may).order_by("code")
        whole = _("All projects") if may.rules else None
        first = None if may.rules or answer is not None else next(iter(projects), None)
        project = forms.ModelChoiceField(projects, label=_("Project"), required=not may.rules, empty_label=whole)
        if first is not None:
            project.initial = first.pk
        choices = [("", _("None of them")), *category_choices(current_policy())]
        self.fields["project"] = project
        self.fields["category"] = forms.ChoiceField(choices=choices, label=_("Category"), required=False)
        for language in LANGUAGES:
            of = {"language": language.name}
            self.fields[f"question_{language.field}"] = forms.CharField(
                max_length=200, required=False, label=_("Question (%(language)s)") % of
            )
            self.fields[f"answer_{language.field}"] = forms.CharField(
                max_length=2_000,
                required=False,
                widget=forms.Textarea({"rows": 3}),
                label=_("Answer (%(language)s)") % of,
            )
        self.fields["words"] = forms.CharField(
            max_length=200, required=False, label=_("More words by which it is found")
        )
        self.fields["valid_until_on"] = DayField(
            required=False, label=_("Valid until"),
            help_text=_("After this day the desk is told to ask before saying it. Empty: until it is changed."),
        )  # fmt: skip
        widths(self, "half", ("project", "category", "valid_until_on"))

    def facts(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        cleaned = self.cleaned_data
        texts = {
            language.field: {name: cleaned[f"{name}_{language.field}"] for name in ("question", "answer")}
            for language in LANGUAGES
        }
        return {"texts": texts} | {name: cleaned[name] for name in ("project", "category", "words", "valid_until_on")}


def _given(answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {}
    texts = {f"{name}_{field}": text for field, said in answer.texts.items() for name, text in said.items()}
    names = ("category", "words", "valid_until_on")
    return texts | {"project": answer.project_id} | {name: getattr(answer, name) for name in names}
