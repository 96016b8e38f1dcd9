"""Where one is signed in, with "Sign out there"."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.staff.sessions import end_others, end_session, session_name
from heed.config.sign_on import provider_name
from heed.ui.devices import device_in_words
from heed.ui.requests import account_of


@login_required
def listed(request: HttpRequest) -> HttpResponse:
    """The account's sessions that have not ended, this one first."""
    current = request.session.session_key
    found = account_of(request).sessions.filter(expire_date__gt=timezone.now()).order_by("-worked_at")
    rows = [
        {
            "name": session_name(session),
            "device": device_in_words(session.device),
            "here": session.pk == current,
            "provider": provider_name(session.provider),
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
