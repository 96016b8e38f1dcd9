"""The page of one day: its parts in the order in which they are needed, the fitting one first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.actions.reception_days.holding import EARLY_MINUTES
from heed.process.moves import MOVES
from heed.process.roles import MAY_REVEAL
from heed.process.words import DayState, PromiseState, SignUpState, Stage
from heed.queries.access import access_of
from heed.queries.notices.reach import lacks_gateway_to
from heed.queries.reception_days import figures_of, matters_of, sign_ups_of
from heed.records.models import Complaint, DayMatter, Promise, ReceptionDay, SignUp
from heed.rooms.community.reception_days.forms import DeskGuestForm
from heed.rooms.community.reception_days.invitation import Invitation
from heed.rooms.community.reception_days.requests import publishes
from heed.rooms.community.requests import CommunityRequest
from heed.ui.masking import masked_name


@dataclass(frozen=True, slots=True)
class GuestRow:
    """One who signed up, as the reader may see it; `call`: no message reaches this contact, a colleague has to call."""

    sign_up: SignUp
    name: str
    reveal_url: str
    call: bool


@dataclass(frozen=True, slots=True)
class MatterRow:
    """What was raised, and the step that leads to a promise; `step` "" once there is one, or where none is open."""

    matter: DayMatter
    promises: list[Promise]
    step: str


def day_response(
    request: CommunityRequest, day: ReceptionDay, *, sign_up_form: DeskGuestForm | None = None, status: int = 200,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page of a day, with a form that came back."""
    now = timezone.now()
    is_open = day.state == DayState.OPEN
    context = {
        "day": day,
        "invitation": Invitation(day),
        "publishes": publishes(request, day),
        "figures": figures_of(day),
        "rows": _guests(request, day),
        "matters": [_matter(one) for one in matters_of(day, request.account)],
        "changes": list(day.history.select_related("made_by").order_by("-pk")),
        "is_open": is_open,
        "stands": _stands(day, now),
        "signs_up": is_open and now < day.sign_up_until,
        "has_begun": now >= day.begins_at,
        "ticks": is_open and now.timestamp() >= day.begins_at.timestamp() - 60 * EARLY_MINUTES,
        "sign_up_form": sign_up_form or DeskGuestForm(),
        "other_languages": [one for one in settings.LANGUAGES if one[0] != day.project.language],
    }
    return render(request, "community/reception_days/day.html", context | more, status=status)


def _stands(day: ReceptionDay, now: datetime) -> tuple[str, str]:
    """How the day stands in a word, and the tone of it."""
    if day.state != DayState.OPEN:
        return _(DayState(day.state).label), "hot" if day.state == DayState.CANCELLED else "warn"
    if now < day.sign_up_until:
        return _(DayState.OPEN.label), "good"
    if now < day.begins_at:
        return _("Sign-up has closed"), ""
    return (_("Is being held"), "good") if now < day.ends_at else (_("Was held"), "")


def _guests(request: CommunityRequest, day: ReceptionDay) -> list[GuestRow]:
    access = access_of(request.account)
    projects = access.projects(MAY_REVEAL)
    reveals = projects is None or day.project_id in projects
    silent = lacks_gateway_to("13800000000", day.project_id)
    return [
        GuestRow(
            one,
            one.name if access.reads_names else masked_name(one.name),
            reverse("community:day_reveal", args=[day.pk, one.pk]) if reveals and one.contact else "",
            one.state != SignUpState.CANCELLED and (not one.contact or (silent and "@" not in one.contact)),
        )
        for one in sign_ups_of(day)
    ]


def _matter(matter: DayMatter) -> MatterRow:
    promises = list(matter.complaint.promises.all())
    is_promised = any(one.state == PromiseState.OPEN for one in promises)
    return MatterRow(matter, promises, "" if is_promised else _step(matter.complaint))


def _step(complaint: Complaint) -> str:
    """The move that comes next on the way to a promise: to verify it, to add a contact, then to promise a reply."""
    if complaint.stage == Stage.RECEIVED and not complaint.category:
        return "verify"
    if complaint.stage not in MOVES["promise"].at:
        return ""
    return "amend" if complaint.unreachable else "promise"
