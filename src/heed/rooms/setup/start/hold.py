"""The clockwork is held: why, what would happen, and the administrator's word."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from heed.actions.clocks.holding import release
from heed.queries.clocks.holds import open_holds, waiting_at
from heed.rooms.setup.requests import Asking, needs, setting_up


@never_cache
@setting_up
def show(request: Asking) -> HttpResponse:
    """Everybody who sets something up may read it; a POST by an administrator lets the clockwork go."""
    if request.method == "POST":
        needs(request.may.rules)
        if release(by=request.account, send_letters=request.POST.get("letters") == "send"):
            messages.success(request, _("Heed goes on: what is due happens now."))
        else:
            messages.info(request, _("Nothing was held any more."))
        return redirect("setup:hold")
    holds, now = open_holds(), timezone.now()
    told = {"holds": holds, "now": now, "waiting": waiting_at(now, holds), "may": request.may}
    return render(request, "setup/start/hold.html", told)
