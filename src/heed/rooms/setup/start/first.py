"""The one-time page of an empty Heed: the first account and the first project."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from heed.actions.engine.errors import Refused
from heed.actions.staff.accounts import found_company
from heed.config.first_link import no_account_yet, valid
from heed.rooms.setup.start.forms import FirstForm
from heed.ui.refusals import add_refusals

#: The action's names of what the form calls otherwise.
NAMES = {"slug": "code"}


@never_cache
@sensitive_post_parameters("password")
def first(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first account, sign it in and show what comes next; a spent link leads to the sign-in page."""
    if not valid(token):
        return render(request, "setup/start/first_done.html", {"no_account_yet": no_account_yet()}, status=404)
    form = FirstForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return render(request, "setup/start/first.html", {"form": form})
    if not form.is_valid():
        return render(request, "setup/start/first.html", {"form": form}, status=422)
    try:
        account = found_company(**form.facts())
    except Refused as refused:
        add_refusals(form, refused, NAMES)
        return render(request, "setup/start/first.html", {"form": form}, status=409)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    messages.success(request, _("Heed is set up. The next steps are listed below."))
    return redirect("setup:home")
