"""The forms of the rota: a weekly pattern, a single day, a swap, leave."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.actions.rota.swaps import Slot
from heed.process.policy.hours import WEEKDAYS
from heed.process.rota import Shift
from heed.process.words import AbsenceReason, Role
from heed.queries.rota.planning import OwnShift, colleagues, stand_ins_for
from heed.records.models import Account
from heed.rooms.rota.week import shift_in_words
from heed.ui.fields import DayField, InstantField
from heed.ui.people_field import PeopleField
from heed.ui.ranges import day_written, shifts_in
from heed.ui.widgets import Chips


class HoursField(forms.CharField):
    """The shifts of a day as people write them: cleans to pairs of minutes, start and end."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput({"autocomplete": "off", "inputmode": "text"}))
        super().__init__(max_length=120, required=False, **options)

    def clean(self, value: Any) -> list[tuple[int, int]]:
        found = shifts_in(super().clean(value))
        if found is None:
            raise forms.ValidationError(
                _("Enter hours like 08:00-16:00 20:00-24:00; 22:00-06:00 passes midnight. Leave it empty if off duty.")
            )
        return found


class PatternForm(forms.Form):
    """The weekly pattern of a duty: seven days for each person, and the first day on which it applies."""

    use_required_attribute = False

    def __init__(self, people: Sequence[Account], shifts: Sequence[Shift], since_on: date, data: Any = None) -> None:
        super().__init__(data, initial={"since_on": since_on})
        self.people = people
        self.fields["since_on"] = DayField(label=_("From which day"), help_text=_("Earlier days keep their old rota."))
        self.fields["since_on"].width = "third"  # type: ignore[attr-defined]
        for person in people:
            for number, weekday in enumerate(WEEKDAYS):
                own = [(one.starts, one.ends) for one in shifts if (one.account_id, one.weekday) == (person.pk, number)]
                label = _("%(name)s, %(weekday)s") % {"name": person.name, "weekday": _(weekday)}
                self.fields[f"{person.pk}.{number}"] = HoursField(label=label, initial=day_written(own))

    def week(self) -> dict[Account, list[tuple[int, int, int]]]:
        """The pattern as typed: for each person (weekday, start, end)."""
        return {
            person: [(number, *shift) for number in range(7) for shift in self.cleaned_data[f"{person.pk}.{number}"]]
            for person in self.people
        }

    @property
    def rows(self) -> list[tuple[Account, list[tuple[str, Any]]]]:
        """Each person with the fields of the seven days, each under its weekday."""
        return [
            (person, [(_(weekday), self[f"{person.pk}.{number}"]) for number, weekday in enumerate(WEEKDAYS)])
            for person in self.people
        ]


class ChangeForm(forms.Form):
    """One person is on or off duty on one day."""

    use_required_attribute = False
    ON, OFF = "on", "off"

    def __init__(self, people: Any, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial={"what": self.OFF, **(initial or {})})
        what = [(self.OFF, _("Off duty")), (self.ON, _("On duty"))]
        self.fields = {
            "account": PeopleField(people, label=_("Who"), empty_label=_("Choose…")),
            "what": forms.ChoiceField(choices=what, widget=Chips(), label=_("On or off duty")),
            "on": DayField(label=_("Day")),
            "hours": HoursField(
                label=_("Hours"),
                help_text=_(
                    "For example 14:00-18:00 or 22:00-06:00. Leave empty if the person is off duty: every shift "
                    "of this day is removed."
                ),
            ),
            "note": forms.CharField(label=_("Note"), max_length=200, required=False),
        }
        for name in ("account", "on", "hours"):
            self.fields[name].width = "half"  # type: ignore[attr-defined]


class SwapForm(forms.Form):
    """The shift to give away, the colleague, and optionally a shift of theirs in return."""

    use_required_attribute = False

    def __init__(
        self, own: Sequence[OwnShift], others: dict[Account, list[OwnShift]], data: Any = None, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.own = {shift.key: shift for shift in own}
        self.theirs = {shift.key: (person, shift) for person, shifts in others.items() for shift in shifts}
        several = len({shift.role for shift in own}) > 1 or len({shift.project for shift in own}) > 1
        mine = [(shift.key, _named(shift, several)) for shift in own]
        groups = [
            (person.name, [(one.key, _named(one, several)) for one in shifts]) for person, shifts in others.items()
        ]
        people = Account.objects.filter(pk__in=[person.pk for person in others])
        self.fields = {
            "shift": forms.ChoiceField(label=_("Shift to give away"), choices=[("", _("Choose…")), *mine]),
            "of": PeopleField(people.order_by("name"), label=_("Taken over by"), empty_label=_("Choose…")),
            "back": forms.ChoiceField(
                label=_("Your shift in return"),
                required=False,
                choices=[("", _("Nothing in return")), *(group for group in groups if group[1])],
            ),
            "reason": forms.CharField(label=_("Reason"), max_length=200, required=False),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        person, back = self.theirs.get(cleaned.get("back") or "", (None, None))
        if person is not None and cleaned.get("of") and person != cleaned["of"]:
            self.add_error("back", _("Choose a shift of the same colleague."))
        cleaned["give"], cleaned["return"] = self.own.get(cleaned.get("shift") or ""), back
        return cleaned


def slot(shift: OwnShift) -> Slot:
    """The shift as a swap names it."""
    return Slot(shift.turn.on, shift.starts, shift.ends)


def _named(shift: OwnShift, several: bool) -> str:
    words = shift_in_words(shift.turn.on, shift.starts, shift.ends)
    return f"{words} · {shift.project.name} · {_(Role(shift.role).label)}" if several else words


class LeaveForm(forms.Form):
    """Who is away, from when to when, why, and who stands in."""

    use_required_attribute = False

    def __init__(self, account: Account, person: Account | None, data: Any = None) -> None:
        now = timezone.localtime().replace(minute=0, second=0, microsecond=0)
        super().__init__(data, initial={"account": person, "starts_at": now + timedelta(hours=1), "reason": "leave"})
        people = colleagues(account)
        standing = stand_ins_for(person) if person else people
        reasons = [(reason.value, _(reason.label)) for reason in AbsenceReason]
        self.fields = {
            "account": PeopleField(people, label=_("Person on leave"), empty_label=_("Choose…")),
            "stand_in": PeopleField(
                standing, label=_("Substitute"), empty_label=_("No one yet: the next superior"), required=False
            ),
            "starts_at": InstantField(label=_("From")),
            "ends_at": InstantField(label=_("Until")),
            "reason": forms.ChoiceField(label=_("Reason"), choices=reasons, widget=Chips()),
            "note": forms.CharField(label=_("Note"), max_length=200, required=False),
        }
        for name in ("account", "stand_in", "starts_at", "ends_at"):
            self.fields[name].width = "half"  # type: ignore[attr-defined]
