"""The delivery log: what went out, what waits, what failed and why, and sending again what was set aside."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.notices.delivery import count_as_sent, send_again
from heed.insight.masking import masked_contact
from heed.insight.phones import is_telephone
from heed.notices.deliver import is_stood_in
from heed.notices.messages import to_owner, to_staff
from heed.notices.wording import headline
from heed.process.preferences import NoticeWay
from heed.process.words import N_
from heed.queries.notices.robots import Delivery, outgoing
from heed.records.models import Notice
from heed.records.models.notice import OWNER_CHANNEL, ROBOT_CHANNEL
from heed.rooms.setup.requests import SetupRequest, require, setup_page
from heed.ui.paging import pager
from heed.ui.requests import page_asked

_TONES = {
    Delivery.SENT: "good", Delivery.ASIDE: "hot", Delivery.UNKNOWN: "hot", Delivery.DELAYED: "warn",
    Delivery.WAITING: "",
}  # fmt: skip
_TO_OWNER = N_("To the owner")


@setup_page
def log(request: SetupRequest) -> HttpResponse:
    """A page of the log, narrowed to a state."""
    require(request.may.reads)
    state = request.GET.get("state", "")
    state = state if state in Delivery._value2member_map_ else ""
    page = outgoing(state, page_asked(request))
    context = pager(request, page) | {
        "rows": [_row(notice) for notice in page], "state": state, "states": list(Delivery), "may": request.may,
    }  # fmt: skip
    return render(request, "setup/notices/deliveries.html", context)


@setup_page
@require_POST
def again(request: SetupRequest, key: int) -> HttpResponse:
    """Send once more what was set aside."""
    require(request.may.rules)
    notice = get_object_or_404(Notice, pk=key)
    state = Delivery.of(notice)
    if send_again(notice, by=request.account):
        messages.success(request, _("It is sent again at the next run of the worker."))
    else:
        messages.info(request, _("It is no longer set aside."))
    return redirect(_log_of(state))


@setup_page
@require_POST
def arrived(request: SetupRequest, key: int) -> HttpResponse:
    """Mark as arrived what was sent twice without an answer."""
    require(request.may.rules)
    if count_as_sent(get_object_or_404(Notice, pk=key, lost__gt=1), by=request.account):
        messages.success(request, _("Marked as arrived."))
    else:
        messages.info(request, _("It is no longer set aside."))
    return redirect(_log_of(Delivery.UNKNOWN))


@setup_page
def stood_in(request: SetupRequest, key: int) -> HttpResponse:
    """What an owner or a contractor would have received, as the demo's stand-in gateway took it; 404 outside a demo."""
    require(request.may.reads)
    if not settings.HEED_DEMO:
        raise Http404
    kept = Notice.objects.select_related("complaint__project", "account")
    notice = get_object_or_404(kept, pk=key, sent_at__isnull=False)
    if not is_stood_in(notice):
        raise Http404
    account = notice.account
    message = to_staff([notice], account.language, account.phone or account.email) if account else to_owner(notice)
    by_phone = is_telephone(message.address)
    context = {
        "notice": notice, "to": masked_contact(message.address), "by_phone": by_phone,
        "subject": message.subject, "text": message.short if by_phone else message.text,
    }  # fmt: skip
    return render(request, "setup/notices/stood_in.html", context)


def _log_of(state: Delivery) -> str:
    return f"{reverse('setup:deliveries')}?state={state.value}"


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
        "stood_in": settings.HEED_DEMO and is_stood_in(notice) and notice.sent_at is not None,
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
