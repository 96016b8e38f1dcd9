"""The figures of a project for one month."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.records.models import Project, ProjectMonth
from heed.rooms.setup.fields import widths
from heed.ui.fields import DayField

MOST_HOMES = 1_000_000


class MonthInput(forms.DateInput):
    """A month, chosen with the browser's own picker."""

    input_type = "month"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m")


class MonthForm(forms.Form):
    """Occupied homes and managed area; begins with the present month and the latest figures."""

    use_required_attribute = False

    def __init__(self, project: Project, data: Any = None) -> None:
        latest = ProjectMonth.objects.filter(project=project).first()
        given = {"homes": latest.homes, "area": latest.area} if latest else {}
        super().__init__(data, initial={"month_on": timezone.localdate().replace(day=1), **given})
        self.fields = {
            "month_on": DayField(label=_("Month"), input_formats=["%Y-%m"], widget=MonthInput()),
            "homes": forms.IntegerField(label=_("Occupied homes"), min_value=0, max_value=MOST_HOMES),
            "area": forms.DecimalField(label=_("Managed area in m²"), min_value=0, max_digits=12, decimal_places=2),
        }
        widths(self, "third", self.fields)
