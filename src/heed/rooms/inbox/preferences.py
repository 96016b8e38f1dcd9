"""Notice preferences of an account: channels besides the inbox, language, quiet hours, at once or collected."""

from datetime import time
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from heed.actions.staff.preferences import set_notice_preferences
from heed.process.preferences import NoticeWay, Rhythm, Wishes
from heed.queries.notices.robots import ways_offered
from heed.records.models import Account
from heed.ui.requests import account_of
from heed.ui.widgets import Chips, ManyChips, TimeInput

#: The ways for which a person enters an address of their own.
_WITH_ADDRESS = (NoticeWay.LINE.value, NoticeWay.WECHAT.value, NoticeWay.APPRISE.value)


class PreferencesForm(forms.Form):
    """The notice preferences of one account."""

    use_required_attribute = False

    def __init__(self, account: Account, data: Any = None) -> None:
        wishes, self.offered = Wishes.of(account.wishes), ways_offered()
        self.addresses = dict(wishes.addresses)
        quiet = wishes.quiet or (None, None)
        super().__init__(data, initial={
            "ways": [way.value for way in wishes.ways], "email": account.email, "language": account.language,
            "quiet_from": _time(quiet[0]), "quiet_until": _time(quiet[1]), "rhythm": wishes.rhythm.value,
            "daily_at": _time(wishes.daily_at), **{f"{way}_address": to for way, to in self.addresses.items()},
        })  # fmt: skip
        self.phone = account.phone
        choices = [(way.value, _(way.label)) for way in self.offered]
        self.fields = {
            "ways": forms.MultipleChoiceField(
                label=_("In addition to the inbox"), choices=choices, widget=ManyChips(), required=False,
                help_text=_("The inbox always contains everything."),
            ),
            "email": forms.EmailField(label=_("E-mail"), required=False),
            **self._addresses(),
            "language": forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES),
            "rhythm": forms.ChoiceField(
                label=_("Immediately or as a digest"), widget=Chips(),
                choices=[(one.value, _(one.label)) for one in Rhythm],
                help_text=_("Digest: one letter lists them all. Urgent notifications still come at once."),
            ),
            "daily_at": forms.TimeField(label=_("Once a day at"), widget=TimeInput(), required=False),
            "quiet_from": forms.TimeField(
                label=_("Quiet from"), widget=TimeInput(), required=False,
                help_text=_("In these hours only calls to the counter and matters that the policy counts around "
                            "the clock are delivered."),
            ),
            "quiet_until": forms.TimeField(
                label=_("Quiet until"), widget=TimeInput(), required=False,
                help_text=_("In the time zone of the project. Notifications held back are sent afterwards."),
            ),
        }  # fmt: skip
        for name in ("email", "language", "quiet_from", "quiet_until", "daily_at", "line_address", "apprise_address"):
            if name in self.fields:
                self.fields[name].width = "half"  # type: ignore[attr-defined]

    def _addresses(self) -> dict[str, forms.Field]:
        said = {
            NoticeWay.LINE: _("LINE user id"), NoticeWay.WECHAT: _("WeChat OpenID"),
            NoticeWay.APPRISE: _("Tag on the Apprise server"),
        }  # fmt: skip
        return {
            f"{way.value}_address": forms.CharField(label=label, required=False, max_length=120)
            for way, label in said.items()
            if way in self.offered
        }

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        self._check_addresses(typed)
        self._check_times(typed)
        return typed

    def _check_addresses(self, typed: dict[str, Any]) -> None:
        """Each way that was chosen needs something to go to."""
        chosen = typed.get("ways", [])
        if NoticeWay.MAIL in chosen and not typed.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter the e-mail address for notifications."))
        if NoticeWay.SMS in chosen and not self.phone:
            self.add_error(
                "ways", _("Your account has no telephone number: ask the person who manages accounts to add it.")
            )
        for way in (NoticeWay.LINE, NoticeWay.WECHAT, NoticeWay.APPRISE):
            if way in chosen and not typed.get(f"{way.value}_address"):
                self.add_error(f"{way.value}_address", _("Enter the address for messages on this channel."))

    def _check_times(self, typed: dict[str, Any]) -> None:
        start, end = typed.get("quiet_from"), typed.get("quiet_until")
        if (start is None) != (end is None):
            self.add_error("quiet_until" if end is None else "quiet_from", _("Fill in both, or neither."))
        if typed.get("rhythm") == Rhythm.DAILY and typed.get("daily_at") is None and "daily_at" not in self.errors:
            self.add_error("daily_at", _("Enter the time of day."))

    def wishes(self) -> Wishes:
        """The preferences as typed."""
        cleaned = self.cleaned_data
        named = {way: cleaned.get(f"{way}_address", self.addresses.get(way, "")) for way in _WITH_ADDRESS}
        quiet = (
            (_minute(cleaned["quiet_from"]), _minute(cleaned["quiet_until"]))
            if cleaned["quiet_from"] is not None
            else None
        )
        return Wishes(
            ways=tuple(way for way in NoticeWay if way.value in cleaned["ways"]),
            quiet=quiet,
            rhythm=Rhythm(cleaned["rhythm"]),
            daily_at=_minute(cleaned["daily_at"]) if cleaned["daily_at"] is not None else Wishes().daily_at,
            addresses=tuple((way, address.strip()) for way, address in named.items() if address.strip()),
        )


@login_required
def edit(request: HttpRequest) -> HttpResponse:
    """The notice preferences of the signed-in account, on one page."""
    account = account_of(request)
    form = PreferencesForm(account, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return render(request, "inbox/ways.html", {"form": form}, status=422 if form.is_bound else 200)
    cleaned = form.cleaned_data
    set_notice_preferences(account, form.wishes(), email=cleaned["email"], language=cleaned["language"])
    with override(cleaned["language"]):
        messages.success(request, _("Saved."))
    return redirect("inbox:ways")


def _time(minute: int | None) -> time | None:
    return None if minute is None else time(minute // 60 % 24, minute % 60)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
