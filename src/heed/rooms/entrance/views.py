"""Signing in: with name and password or through a provider, and in the demo with one click as any of its people."""

from allauth.account.views import LoginView, password_change
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.config.sign_on import providers
from heed.records.models import Account
from heed.rooms.entrance.cast import people
from heed.ui.navigation import first_address
from heed.ui.requests import account_of


class SignIn(LoginView):
    """allauth's sign-in page, with the configured providers; in the demo with the list of its people."""

    def get_context_data(self, **context: object) -> dict[str, object]:
        cast = people() if settings.HEED_DEMO else {}
        page = {"demo": settings.HEED_DEMO, "providers": providers(), **cast}
        return super().get_context_data(**context, **page)  # type: ignore[no-any-return]


sign_in = SignIn.as_view()


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's people; the address exists in demo mode only."""
    account = get_object_or_404(Account, username=request.POST.get("username", ""), is_active=True, by_link=False)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")


@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Change the password; an account without one (in the demo) gets a page that says how to set one."""
    if not account_of(request).has_usable_password():
        return render(request, "entrance/no_password.html")
    answer: HttpResponse = password_change(request)
    return answer


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Redirect to the first room of the account; without a duty there is none, and the page says whom to contact."""
    first = first_address(account_of(request))
    if first:
        return redirect(first)
    return render(request, "entrance/no_duty.html", status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    """The page of a closed account, which may not sign in."""
    return render(request, "entrance/no_duty.html", {"why": _("This account has been closed.")}, status=403)
