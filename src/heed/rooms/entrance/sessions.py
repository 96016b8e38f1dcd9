"""Where one is signed in, with "Sign out there"."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.staff.sessions import end_others, end_session, session_name
from heed.ui.requests import account_of

#: The first that fits names a browser or a system; the order matters, for most browsers name others besides.
_BROWSERS = (
    ("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("Lark|Feishu", "Feishu"), ("Edg", "Edge"),
    ("Firefox|FxiOS", "Firefox"), ("Chrome|CriOS", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("OpenHarmony", "HarmonyOS"), ("Android", "Android"),
    ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


@login_required
def listed(request: HttpRequest) -> HttpResponse:
    """The account's sessions that have not ended, this one first."""
    current = request.session.session_key
    found = account_of(request).sessions.filter(expire_date__gt=timezone.now()).order_by("-worked_at")
    rows = [
        {
            "name": session_name(session),
            "device": device_in_words(session.device),
            "phone": bool(re.search("Mobile|Android|iPhone", session.device)),
            "here": session.pk == current,
            "session": session,
        }
        for session in found
    ]
    rows.sort(key=lambda row: not row["here"])
    return render(request, "entrance/sessions.html", {"rows": rows})


@login_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Sign out on one other device, or on all others."""
    account, name = account_of(request), request.POST.get("session", "")
    ended = end_session(account, name) if name else end_others(account, request.session.session_key)
    if ended:
        messages.success(request, _("Signed out there."))
    return redirect("account_sessions")


def device_in_words(agent: str) -> str:
    """Return browser and system, as "Chrome · Windows"."""
    found = (
        next((name for pattern, name in known if re.search(pattern, agent)), "") for known in (_BROWSERS, _SYSTEMS)
    )
    return " · ".join(filter(None, found)) or _("Unknown device")
