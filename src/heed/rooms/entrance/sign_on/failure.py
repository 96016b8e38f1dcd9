"""The page of a sign-in through a provider that came to nothing: what happened, and what to do."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heed.config.sign_on import Provider
from heed.process.words import N_


@dataclass(frozen=True, slots=True)
class SignOnFailure:
    """Why it came to nothing: the status of the page, its heading, and what to do, with the name of the provider."""

    status: int
    heading: str
    advice: str


CANCELLED = SignOnFailure(
    403,
    N_("You did not sign in"),
    N_("The sign-in with %(provider)s was cancelled. Try again, or sign in with your password."),
)
EXPIRED = SignOnFailure(
    400,
    N_("This sign-in is no longer valid"),
    N_("It was begun in another browser, or more than ten minutes ago. Begin again."),
)
UNREACHABLE = SignOnFailure(
    503,
    N_("%(provider)s cannot be reached just now"),
    N_("Sign in with your password, or try again in a few minutes."),
)
UNTRUSTED = SignOnFailure(
    502,
    N_("The sign-in with %(provider)s was not accepted"),
    N_("Heed could not verify its answer. Sign in with your password, and tell your administrator."),
)
UNKNOWN = SignOnFailure(
    403,
    N_("Not linked to an account yet"),
    N_("You signed in with %(provider)s, but it is not linked to an account here. Give your administrator this code:"),
)
OUTSIDER = SignOnFailure(
    403,
    N_("You do not belong to the company there"),
    N_("%(provider)s says that you are no member of it. Choose the right company there, or ask your administrator."),
)
ANOTHER = SignOnFailure(
    403,
    N_("That was another person"),
    N_("The person who signed in with %(provider)s is not the one who is signed in here."),
)
CLOSED = SignOnFailure(403, N_("This account has been closed"), N_("It can no longer sign in. Ask your administrator."))


def failed(request: HttpRequest, provider: Provider, why: SignOnFailure, identity: str = "") -> HttpResponse:
    """Return the page. `identity`: what the administrator needs for linking it."""
    said = {"provider": _(provider.name)}
    page = {"heading": _(why.heading) % said, "advice": _(why.advice) % said, "identity": identity}
    return render(request, "entrance/sign_on_failed.html", page, status=why.status)
