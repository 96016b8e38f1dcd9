"""The page of a held clockwork: why it is held, what would happen, and the release by an administrator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from heed.actions.clocks.holding import release
from heed.queries.access import complaints_visible_to
from heed.queries.clocks.holds import open_holds, waiting_at
from heed.rooms.setup.requests import SetupRequest, require, setup_page


@never_cache
@setup_page
def show(request: SetupRequest) -> HttpResponse:
    """Show why the clockwork is held, to all who set something up; a POST by an administrator releases it."""
    if request.method == "POST":
        require(request.may.rules)
        if release(by=request.account, send_letters=request.POST.get("letters") == "send"):
            messages.success(request, _("Heed goes on: what is due happens now."))
        else:
            messages.info(request, _("Nothing was held any more."))
        return redirect("setup:hold")
    holds, now = open_holds(), timezone.now()
    waiting = waiting_at(now, holds)
    closing = complaints_visible_to(request.account).filter(pk__in=[one.pk for one in waiting.closed_first])
    seen = set(closing.values_list("pk", flat=True))  # an administrator sets Heed up, and sees no complaint
    context = {"holds": holds, "now": now, "waiting": waiting, "seen": seen, "may": request.may}
    return render(request, "setup/start/hold.html", context)
