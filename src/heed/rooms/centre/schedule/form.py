"""The form of a schedule: of which projects, when, with which file, and to whom."""

from datetime import time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from heed.actions.reports.schedules import ScheduleFacts
from heed.process.scheduling import days_offered
from heed.process.words import ReportFile, ReportKind
from heed.queries.regions import region_rows
from heed.queries.reports.schedules import people_offered, robots_offered
from heed.queries.tallies.monthly import reported_projects
from heed.records.models import Account, ReportSchedule
from heed.ui.widgets import Chips, ManyChips, TimeInput

#: When a new schedule sends its report, unless the person says otherwise: by then the work of the day has begun.
EIGHT = time(8)
#: The value of the field `scope` for all, and how those of regions and projects begin.
ALL, REGION, PROJECT = "all", "region-", "project-"


def _chosen(schedule: ReportSchedule) -> dict[str, Any]:
    """What was chosen in a schedule, by the fields of the form."""
    scope = f"{REGION}{schedule.region_id}" if schedule.region_id is not None else ALL
    return {
        "scope": f"{PROJECT}{schedule.project.code}" if schedule.project is not None else scope,
        "day": schedule.day,
        "time": time(schedule.minute // 60, schedule.minute % 60),
        "file": schedule.file,
        "people": list(schedule.people.all()),
        "robots": list(schedule.robots.all()),
    }


class ManyField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """A choice of several people or groups, each by its name."""

    def __init__(self, queryset: QuerySet[Any], label: str, help_text: str) -> None:
        super().__init__(queryset, label=label, help_text=help_text, required=False, widget=ManyChips())

    def label_from_instance(self, record: Any) -> str:
        return str(record.name)


class ScheduleForm(forms.Form):
    """A schedule of one report: a new one, or the one that is `changed`."""

    use_required_attribute = False

    def __init__(
        self,
        account: Account,
        report: ReportKind,
        data: Any = None,
        *,
        scope: str = "",
        changed: ReportSchedule | None = None,
    ) -> None:
        usual = {"scope": scope, "time": EIGHT, "file": ReportFile.XLSX, "people": [account.pk]}
        super().__init__(data, initial=usual if changed is None else _chosen(changed))
        self.report = report
        projects = list(reported_projects(account))
        self.projects = {f"{PROJECT}{one.code}": one for one in projects}
        self.regions = {f"{REGION}{row.region.pk}": row for row in region_rows()} if len(projects) > 1 else {}
        self.fields = {
            "scope": forms.ChoiceField(label=_("Of which projects"), choices=self._scopes()),
            **self._day(),
            "time": forms.TimeField(label=_("At"), widget=TimeInput(), help_text=_("In the time zone of the project.")),
            "file": forms.ChoiceField(
                label=_("File"), choices=[(one.value, _(one.label)) for one in ReportFile], widget=Chips(),
                help_text=_("Letters carry it. A group gets the main numbers and a link."),
            ),
            "people": ManyField(
                people_offered(account), _("By e-mail to"),
                _("Each gets only what both you and that person may see on the day of sending."),
            ),
        }  # fmt: skip
        if (groups := robots_offered(account)).exists():
            self.fields["robots"] = ManyField(
                groups, _("To groups"), _("A group of one project gets the reports of that project alone.")
            )
        for name in ("scope", "day", "time"):
            if name in self.fields:
                self.fields[name].width = "half"  # type: ignore[attr-defined]

    def _scopes(self) -> list[tuple[str, Any]]:
        places = [(key, one.name) for key, one in self.projects.items()]
        if len(places) == 1:
            return places
        within = {one.region_id for one in self.projects.values()}
        inside = [row.path for row in self.regions.values() if row.region.pk in within]
        regions = [
            (key, row.path)
            for key, row in self.regions.items()
            if any(path == row.path or path.startswith(row.path) for path in inside)
        ]
        groups = [(_("Regions"), regions)] if regions else []
        return [(ALL, _("All projects that I may see")), *groups, (_("Projects"), places)]

    def _day(self) -> dict[str, forms.Field]:
        if self.report is ReportKind.DAY:
            return {}
        choices = [(day, self._day_name(day)) for day in days_offered(self.report)]
        label = _("On this day of the week") if self.report is ReportKind.WEEK else _("On this day of the month")
        return {"day": forms.TypedChoiceField(label=label, choices=choices, coerce=int)}

    def _day_name(self, day: int) -> str:
        return str(WEEKDAYS[day - 1]) if self.report is ReportKind.WEEK else str(day)

    @property
    def facts(self) -> ScheduleFacts:
        """What was chosen."""
        given = self.cleaned_data
        region = self.regions.get(given["scope"])
        return ScheduleFacts(
            self.report,
            ReportFile(given["file"]),
            given.get("day", 0),
            given["time"].hour * 60 + given["time"].minute,
            self.projects.get(given["scope"]),
            region.region if region else None,
            list(given["people"]),
            list(given.get("robots", ())),
        )
