"""What is filled in about a person's data: a request, a correction, an answer, a hold, the contact of a notice."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.insight.masking import masked_email, masked_phone
from heed.process.words import Asker, IdentityCheck, RequestKind, RequestWay, Word
from heed.records.models import Person, PrivacyNotice, Project
from heed.ui.fields import DayField, PhoneField
from heed.ui.sent_twice import sent_key
from heed.ui.widgets import Chips

_MASKED = {"phone": masked_phone, "email": masked_email}


def _choices(words: type[Word], *, but: tuple[Word, ...] = ()) -> list[tuple[str, str]]:
    return [(word.value, _(word.label)) for word in words if word not in but]


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class DataRequestForm(forms.Form):
    """A request: what is asked, by whom, how it came, how the identity was checked."""

    use_required_attribute = False

    def __init__(self, projects: list[Project], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial={"asker": Asker.SELF.value, "way": RequestWay.COUNTER.value, **(initial or {})})
        self.fields = {
            "kind": forms.ChoiceField(label=_("What is asked"), choices=_choices(RequestKind), widget=Chips()),
            "asker": forms.ChoiceField(label=_("Who asks"), choices=_choices(Asker), widget=Chips()),
            "asker_name": forms.CharField(
                label=_("Name of who asks"), required=False, max_length=80,
                help_text=_("Only where another person asks."),
            ),
            "way": forms.ChoiceField(
                label=_("How it came"), choices=_choices(RequestWay, but=(RequestWay.ONLINE,)), widget=Chips()
            ),
            "identity": forms.ChoiceField(
                label=_("How the identity was checked"), choices=_choices(IdentityCheck, but=(IdentityCheck.APP,)),
                widget=forms.RadioSelect(),
            ),
            "words": forms.CharField(
                label=_("In the person's words"), required=False, max_length=2000, widget=_lines(2),
                help_text=_("For a correction: what is wrong, and what is right."),
            ),
            "client_key": forms.CharField(required=False, widget=forms.HiddenInput, max_length=64),
        }  # fmt: skip
        if len(projects) > 1:
            named = [(str(project.pk), project.name) for project in projects]
            self.fields["project"] = forms.ChoiceField(label=_("Project"), choices=named)
        self.projects = projects

    def facts(self) -> dict[str, Any]:
        """What was filled in, by the names that `take_request` asks for."""
        cleaned = self.cleaned_data
        key = sent_key(cleaned["client_key"], sorted((name, str(value)) for name, value in cleaned.items()), ())
        wanted = cleaned.get("project", "")
        project = next((one for one in self.projects if str(one.pk) == wanted), self.projects[0])
        return {
            "project": project, "kind": RequestKind(cleaned["kind"]), "asker": Asker(cleaned["asker"]),
            "way": RequestWay(cleaned["way"]), "identity": IdentityCheck(cleaned["identity"]),
            "asker_name": cleaned["asker_name"], "words": cleaned["words"], "client_key": key,
        }  # fmt: skip


class CorrectForm(forms.Form):
    """The facts of a person, to be put right. Telephone and e-mail are masked: an empty field keeps what is there."""

    use_required_attribute = False

    def __init__(self, person: Person, data: Any = None) -> None:
        names = ("name", "honorific", "phone", "email", "language", "notes")
        super().__init__(data, initial={name: getattr(person, name) for name in names if name not in _MASKED})
        languages = [("", _("Same as the project")), *settings.LANGUAGES]
        self.fields = {
            "name": forms.CharField(label=_("Full name"), max_length=80),
            "honorific": forms.CharField(label=_("Form of address"), max_length=20, required=False),
            "phone": PhoneField(label=_("Phone"), required=False),
            "email": forms.EmailField(label=_("E-mail"), required=False),
            "language": forms.ChoiceField(label=_("Language"), choices=languages, required=False),
            "notes": forms.CharField(label=_("Notes"), max_length=2000, required=False, widget=_lines(2)),
        }
        for name in names[:5]:
            self.fields[name].width = "half"  # type: ignore[attr-defined]
        for name, masked in _MASKED.items():
            if getattr(person, name):
                words = _("%(masked)s is on record. Leave it empty to keep it.")
                self.fields[name].help_text = words % {"masked": masked(getattr(person, name))}

    def facts(self) -> dict[str, str]:
        """What changes: a telephone or an e-mail only where one was typed."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value or name not in _MASKED}


class EraseForm(forms.Form):
    """The last word before erasing: why, and that it was read what goes and what stays."""

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"reason": _("At the request of the person")})
        self.fields = {
            "reason": forms.CharField(label=_("Reason"), max_length=200),
            "read": forms.BooleanField(
                label=_("I have read what goes and what stays. It cannot be undone."),
                error_messages={"required": _("Confirm that you have read what goes and what stays.")},
            ),
        }


class RequestAnswerForm(forms.Form):
    """What the person was told."""

    use_required_attribute = False

    def __init__(self, data: Any = None, initial: str = "") -> None:
        super().__init__(data, initial={"answer": initial})
        self.fields = {
            "answer": forms.CharField(
                label=_("What the person was told, and how"), max_length=2000, widget=_lines(2),
                error_messages={"required": _("Write what the person is told.")},
            )
        }  # fmt: skip


class HoldForm(forms.Form):
    """Why data is kept, and until when; of a complaint by its number."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, by_number: bool = False) -> None:
        super().__init__(data, initial={"until_on": timezone.localdate() + timedelta(days=365)})
        if by_number:
            self.fields["number"] = forms.CharField(label=_("Number of the complaint"), max_length=40)
        self.fields |= {
            "reason": forms.CharField(
                label=_("Why it must be kept"), max_length=400, help_text=_("Such as a lawsuit, with its case number.")
            ),
            "until_on": DayField(label=_("Until")),
        }


class LiftForm(forms.Form):
    """Why a hold is lifted."""

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields = {"because": forms.CharField(label=_("Why it need not be kept any more"), max_length=400)}


class NoticeForm(forms.Form):
    """Whom owners ask about their data, and what is new in this version of the notice."""

    use_required_attribute = False

    def __init__(self, last: PrivacyNotice | None, data: Any = None, project: Project | None = None) -> None:
        names = ("contact_name", "contact_phone", "contact_email")
        kept = {name: getattr(last, name) for name in names} if last else {}
        if project is not None and last is None:
            kept["contact_phone"] = project.hotline
        super().__init__(data, initial=kept)
        self.fields = {
            "contact_name": forms.CharField(label=_("Contact person for personal data"), max_length=80),
            "contact_phone": PhoneField(label=_("Phone"), required=False),
            "contact_email": forms.EmailField(label=_("E-mail"), required=False),
            "note": forms.CharField(label=_("What is new in this version"), max_length=200, required=False),
        }
        for name in names[1:]:
            self.fields[name].width = "half"  # type: ignore[attr-defined]
