"""The delivery log: what went out, what waits, what failed and why, and sending again what was set aside."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.notices.delivery import send_again
from heed.notices.wording import headline
from heed.process.preferences import NoticeWay
from heed.process.words import N_
from heed.queries.notices.robots import Delivery, outgoing
from heed.records.models import Notice
from heed.records.models.notice import OWNER_CHANNEL, ROBOT_CHANNEL
from heed.rooms.setup.requests import Asking, needs, setting_up

_TONES = {Delivery.SENT: "good", Delivery.ASIDE: "hot", Delivery.DELAYED: "warn", Delivery.WAITING: ""}
_TO_OWNER = N_("To the owner")


@setting_up
def log(request: Asking) -> HttpResponse:
    """A page of the log, narrowed to a state."""
    needs(request.may.reads)
    state = request.GET.get("state", "")
    state = state if state in Delivery._value2member_map_ else ""
    after = request.GET.get("after", "")
    page = outgoing(state, after)
    narrowed = f"state={state}&" if state else ""
    told = {
        "rows": [_row(notice) for notice in page], "state": state, "states": list(Delivery), "may": request.may,
        "newer": f"?{narrowed}" if after else "", "older": f"?{narrowed}after={page.after}" if page.after else "",
    }  # fmt: skip
    return render(request, "setup/notices/deliveries.html", told)


@setting_up
@require_POST
def again(request: Asking, key: int) -> HttpResponse:
    """Send once more what was set aside."""
    needs(request.may.rules)
    notice = get_object_or_404(Notice, pk=key)
    if send_again(notice, by=request.account):
        messages.success(request, _("It is sent again at the next run of the worker."))
    else:
        messages.info(request, _("It is no longer set aside."))
    return redirect(f"{reverse('setup:deliveries')}?state={Delivery.ASIDE.value}")


def _row(notice: Notice) -> dict[str, Any]:
    state = Delivery.of(notice)
    return {
        "notice": notice,
        "text": headline(notice),
        "to": _to(notice),
        "state": state,
        "tone": _TONES[state],
        "error": _(notice.error) if notice.error else "",
        "tries": [(datetime.fromisoformat(at), _(said), " ".join(by)) for at, said, *by in notice.tries],
        "at": notice.sent_at or notice.failed_at or notice.due_at,
    }


def _to(notice: Notice) -> str:
    """To whom, without an address."""
    if notice.channel == OWNER_CHANNEL:
        return _(_TO_OWNER)
    if notice.channel == ROBOT_CHANNEL:
        return str(notice.robot)
    way = _(NoticeWay(notice.channel).label) if notice.channel in NoticeWay._value2member_map_ else notice.channel
    return f"{notice.account} · {way}"
