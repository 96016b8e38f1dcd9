"""The invitation in words (R120 to R125): one text, for the letter, for messaging and for the page of the owners."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.i18n.dates import full_date, full_moment
from heed.records.models import ReceptionDay
from heed.ui.calendar_file import CalendarEvent
from heed.ui.paper import blocks
from heed.ui.paper.paper import Paper


@dataclass(frozen=True, slots=True)
class Invitation:
    """The invitation to one day, in the active language and time zone."""

    day: ReceptionDay

    @property
    def title(self) -> str:
        return _("Invitation to the owner reception day")

    @property
    def greeting(self) -> str:
        return _("Dear owners and residents,")

    @property
    def thanks(self) -> str:
        """Thanks, and that there is a day (R120)."""
        usual = _("Thank you for your care, understanding, support and trust in our work.")
        opening = _("We hold an owner reception day, and would be glad to see you there. What you raise is taken down, answered, and followed to the end.")  # noqa: E501  # fmt: skip
        return f"{self.day.thanks or usual}\n{opening}"

    @property
    def when(self) -> str:
        """The date, and from when to when."""
        begins_at, ends_at = (timezone.localtime(at) for at in (self.day.begins_at, self.day.ends_at))
        until = f"{ends_at:%H:%M}" if ends_at.date() == begins_at.date() else full_moment(ends_at)
        return f"{full_moment(begins_at)}–{until}"

    @property
    def until(self) -> str:
        """Until when owners sign up (R122)."""
        return full_moment(self.day.sign_up_until)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Label and text of each line."""
        return [
            (_("Date and time"), self.when),
            (_("Venue"), self.day.place),
            (_("Theme"), self.day.theme),
            (_("Sign up until"), self.until),
            (_("Seats"), _("Limited to %(seats)s; sign-up closes when they are taken.") % {"seats": self.day.seats}),
            (_("How to sign up"), _("At the front desk, by telephone, or online")),
            (_("Contact telephone"), self.day.phone),
        ]

    @property
    def url(self) -> str:
        """The page on which owners read it and sign up."""
        return settings.HEED_URL + reverse("days:page", args=[self.day.project.slug, self.day.pk])

    @property
    def text(self) -> str:
        """The whole text, to be copied into a message."""
        rows = (_("%(label)s: %(text)s") % {"label": label, "text": text} for label, text in self.rows)
        opening = (self.title, "", self.greeting, self.thanks, "")
        online = _("Sign up online: %(url)s") % {"url": self.url}
        return "\n".join((*opening, *rows, online, "", self.day.company, self.day.office))

    def paper(self) -> Paper:
        """The letter; its code leads to the page on which owners sign up."""
        day = self.day
        foot = " · ".join((day.office, day.phone))
        paper = Paper(self.title, f"{day.company} · {day.project.name}", day.theme, foot, self.url, letter=True)
        thanks = (blocks.text(line, size=1.1) for line in self.thanks.splitlines())
        paper.add(blocks.text(self.greeting, size=1.1), *thanks, blocks.facts(self.rows, 42, airy=True))
        paper.add(blocks.text(_("Scan the code above to sign up online.")))
        issued = timezone.localtime(day.opened_at or timezone.now())
        paper.add(blocks.text(f"{day.company}\n{day.office}\n{full_date(issued)}", end=True))
        return paper

    def event(self) -> CalendarEvent:
        """The day for a calendar; a calendar that has it takes over what changed."""
        day = self.day
        about = f"{self.greeting}\n{self.thanks}\n{day.company}\n{day.office} {day.phone}"
        title = _("Owner reception day: %(theme)s") % {"theme": day.theme}
        host = settings.HEED_URL.partition("//")[2].partition("/")[0]
        return CalendarEvent(
            f"reception-day-{day.pk}@{host}", day.changes, timezone.now(), day.begins_at, day.ends_at,
            f"{title} · {day.project.name}", day.place, about, self.url, day.state == "cancelled",
        )  # fmt: skip
