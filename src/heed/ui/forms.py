"""How forms are drawn: FORM_RENDERER = "heed.ui.forms.HouseRenderer"."""

from django.forms.renderers import TemplatesSetting

from heed.process.words.base import N_


class HouseRenderer(TemplatesSetting):
    """Label, hint, error in a sentence, control; a summary of the errors on top, with links."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"
    formset_template_name = "ui/form/formset.html"


#: Sentences of Django's and allauth's that our catalogues say more politely than theirs.
SAID_BETTER = (N_("This field is required."), N_("The username and/or password you specified are not correct."))
