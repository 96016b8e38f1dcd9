"""The templates of forms: FORM_RENDERER = "heed.ui.forms.FormRenderer"."""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from heed.process.words.base import N_


class FormRenderer(TemplatesSetting):
    """Label, hint, error in a sentence, control; a summary of the errors on top, with links."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"
    formset_template_name = "ui/form/formset.html"


#: Sentences of Django and allauth that our catalogues word more politely than theirs.
REWORDED = (
    N_("Enter a valid email address."),
    N_("Enter a valid date/time."),
    N_("Enter a whole number."),
    N_("Ensure this value is greater than or equal to %(limit_value)s."),
    N_("Ensure this value is less than or equal to %(limit_value)s."),
    N_("The username and/or password you specified are not correct."),
)


def word_required() -> None:
    """Say the same of every field that is left empty, as the workflow does; of a tick, what it asks for."""
    forms.Field.default_error_messages["required"] = _("Please fill this in.")
    forms.BooleanField.default_error_messages = {"required": _("Please tick this once it is so.")}
