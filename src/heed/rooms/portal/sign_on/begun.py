"""What the browser of an owner keeps for some minutes: the sign-in that was begun, then the account that was proven.

Both are signed and out of reach of scripts, and no other site can make a browser send them along with a form: so nobody
binds a stranger's account to the page of an owner.
"""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string

from heed.actions import tries
from heed.actions.residents.identities import ProvenIdentity
from heed.process.words import HomeProvider
from heed.records.models import Project

BEGUN, PROVEN = "heed_sign_in", "heed_signed_in"
#: Seconds that each is good for: to sign in at the provider; to ask for the code to the telephone and enter it.
LIVES = {BEGUN: 600, PROVEN: 1200}


def begin(response: HttpResponse, project: Project, provider: str, state: str) -> None:
    """Keep that a sign-in began here."""
    kept = {"state": state, "provider": provider, "project": project.pk}
    _keep(response, BEGUN, kept, reverse("portal:home_back", args=[provider]))


def new_state(project: Project) -> str:
    """Return what the provider sends back: letters and digits, as WeChat asks; it names the estate."""
    return f"{project.pk}x{get_random_string(32)}"


def project_in(state: str) -> Project | None:
    """Return the estate that a state names: it decides only which page the reason is shown on."""
    number = state.partition("x")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    return Project.objects.filter(pk=int(number), is_active=True).first()


def finish(request: HttpRequest, project: Project, provider: str, state: str) -> bool:
    """Whether this browser began this sign-in, lately, and it was not finished before: each is good once."""
    kept = _kept(request, BEGUN)
    if not kept or not constant_time_compare(str(kept.get("state")), state):
        return False
    if (kept.get("provider"), kept.get("project")) != (provider, project.pk):
        return False
    return tries.take("home-state", state, 1, LIVES[BEGUN]) == 0


def keep_proven(response: HttpResponse, project: Project, proven: ProvenIdentity) -> None:
    """Keep that a provider vouches for this browser, until the telephone says which resident it is."""
    kept = {"provider": proven.provider.value, "hash": proven.identity_hash, "project": project.pk}
    _keep(response, PROVEN, kept, _home(project))


def proven_here(request: HttpRequest, project: Project) -> ProvenIdentity | None:
    """Return the account that a provider vouched for in this browser, for this estate."""
    kept = _kept(request, PROVEN)
    if not kept or kept.get("project") != project.pk or kept.get("provider") not in settings.OWNERS_PROVIDERS:
        return None
    return ProvenIdentity(HomeProvider(kept["provider"]), str(kept["hash"]))


def forget_begun(response: HttpResponse, provider: str) -> None:
    """The sign-in is over."""
    response.delete_cookie(BEGUN, path=reverse("portal:home_back", args=[provider]), samesite="Lax")


def forget_proven(request: HttpRequest, response: HttpResponse, project: Project) -> None:
    """The account was bound, or the owner did not want it."""
    if PROVEN in request.COOKIES:
        response.delete_cookie(PROVEN, path=_home(project), samesite="Lax")


def _home(project: Project) -> str:
    return reverse("portal:home", args=[project.slug])


def _keep(response: HttpResponse, name: str, kept: dict[str, Any], path: str) -> None:
    response.set_cookie(
        name, signing.dumps(kept, salt=name), max_age=LIVES[name], path=path, secure=settings.HEED_HTTPS,
        httponly=True, samesite="Lax",
    )  # fmt: skip


def _kept(request: HttpRequest, name: str) -> dict[str, Any] | None:
    try:
        kept: dict[str, Any] = signing.loads(request.COOKIES.get(name, ""), salt=name, max_age=LIVES[name])
    except signing.BadSignature:
        return None
    return kept
