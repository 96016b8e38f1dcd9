"""The first account and the first project of an empty Heed."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.i18n.languages import DEFAULT
from heed.rooms.setup.fields import widths

CODE = r"^[A-Za-z][A-Za-z0-9]{0,7}$"


def code_field() -> forms.RegexField:
    """The code of a project: it begins the number of each complaint."""
    return forms.RegexField(
        CODE,
        label=_("Code"),
        help_text=_("One to eight letters or digits. Every complaint number begins with it: CH-20261121-014."),
        error_messages={"invalid": _("A letter, then up to seven letters or digits.")},
        widget=forms.TextInput({"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
    )


def username_field() -> forms.RegexField:
    """What one signs in with."""
    return forms.RegexField(
        r"^[\w.@+-]{2,60}$",
        label=_("Sign-in name"),
        help_text=_("Two or more letters, digits or . _ - @, without spaces."),
        error_messages={"invalid": _("Only letters, digits and . _ - @, without spaces.")},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class FirstForm(forms.Form):
    """Who sets Heed up, and for which estate."""

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields = {
            "name": forms.CharField(max_length=80, label=_("Your name")),
            "username": username_field(),
            "password": forms.CharField(
                label=_("Password"), help_text=_("At least eight characters, not only digits."),
                widget=forms.PasswordInput({"autocomplete": "new-password"}, render_value=False), strip=False,
            ),
            "project_name": forms.CharField(
                max_length=80, label=_("Name of the project"), help_text=_("The name by which owners know the "
                                                                           "estate.")
            ),
            "code": code_field(),
            "hotline": forms.CharField(max_length=40, label=_("Public telephone"), required=False),
            "directs": forms.BooleanField(
                label=_("For now, I am the customer-service director of this project"), required=False, initial=True,
                help_text=_("Then every complaint has someone responsible for it from the first call on."),
            ),
        }  # fmt: skip
        widths(self, "half", ("name", "username", "project_name", "hotline"))

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).upper()

    def facts(self) -> dict[str, Any]:
        """What the action wants."""
        told = self.cleaned_data
        return {
            "name": told["name"],
            "username": told["username"],
            "password": told["password"],
            "language": get_language() or DEFAULT.code,
            "project": {"code": told["code"], "name": told["project_name"], "hotline": told["hotline"]},
            "directs": told["directs"],
        }
