"""Going to WeChat or LINE, and coming back: to the own page, or once to the question whose page it is."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.actions.residents.identities import ProvenIdentity
from heed.actions.residents.own_home import open_home_by_identity
from heed.config.sign_on import Provider, owners_provider_of
from heed.process.words import HomeProvider
from heed.records.models import Project
from heed.rooms.portal.home_forms import PhoneForm
from heed.rooms.portal.pages import show
from heed.rooms.portal.sign_on import begun
from heed.rooms.portal.sign_on.failure import (
    CANCELLED,
    ELSEWHERE,
    EXPIRED,
    PREVIEW,
    UNREACHABLE,
    UNTRUSTED,
    HomeFailure,
)
from heed.rooms.portal.views.home_sign_in import HOUR, sign_in_page, to_own_page, too_many, works_here
from heed.ui.limits import Limit
from heed.ui.open_page import as_private
from heed.ui.owners_pages import lost, open_page, project_page

if TYPE_CHECKING:
    from heed.rooms.portal.sign_on.exchange import OwnersExchange

#: Of one network in an hour: ways to a provider; who is let in counts no more.
BEGUN = Limit("home-begun", 120, HOUR)
#: What the makers answer to a code that was used, is too old, or is none.
_ENDED_CODES = ("40029", "40163", "41008", "invalid_grant")


@project_page
def begin(request: HttpRequest, project: Project, code: str) -> HttpResponseBase:
    """`/p/<slug>/by/<code>/`: the page that goes on to the provider by itself."""
    provider = owners_provider_of(code)
    if provider is None:
        return lost(request)
    if request.method != "POST":
        return redirect("portal:home", slug=project.slug)
    if not works_here(request, provider):
        return _failed(request, project, provider, ELSEWHERE)
    if minutes := BEGUN.take(request):
        return sign_in_page(request, project, PhoneForm(), 429, problem=too_many(minutes))
    state = begun.new_state(project)
    page = {"project": project, "provider": provider, "to": _exchange(request, provider, state).address()}
    response = show(request, "home_go", page)
    begun.begin(response, project, provider.id, state)
    return as_private(response)


@open_page
def back(request: HttpRequest, code: str) -> HttpResponseBase:
    """`/by/<code>/back/`: the provider sends the browser here, with a code that proves who signed in."""
    provider, state = owners_provider_of(code), request.GET.get("state", "")
    project = begun.project_in(state)
    if provider is None or project is None:
        return lost(request)
    with timezone.override(project.timezone):
        if begun.finish(request, project, provider.id, state):
            response = _proven(request, project, provider, state)
        else:
            response = _failed(request, project, provider, EXPIRED)
    begun.forget_begun(response, provider.id)
    return as_private(response)


def _proven(request: HttpRequest, project: Project, provider: Provider, state: str) -> HttpResponse:
    """Open the page of whom the provider vouches for; ask once whose it is where nobody knows."""
    from allauth.socialaccount.providers.oauth2.client import OAuth2Error
    from requests import RequestException

    from heed.ui.provider_calls import log_failure

    if not request.GET.get("code"):
        refused = request.GET.get("error", "access_denied") == "access_denied"  # WeChat comes back with nothing then
        return _failed(request, project, provider, CANCELLED if refused else UNTRUSTED)
    try:
        identity_hash = _exchange(request, provider, state).identity_hash(request.GET["code"])
    except (OAuth2Error, RequestException) as problem:
        log_failure(provider.id, problem)
        return _failed(request, project, provider, _why(problem))
    proven = ProvenIdentity(HomeProvider(provider.id), identity_hash)
    if secret := open_home_by_identity(project, proven):
        BEGUN.give_back(request)
        return to_own_page(request, project, secret)
    response = redirect("portal:home", slug=project.slug)
    begun.keep_proven(response, project, proven)
    return response


def _why(problem: Exception) -> HomeFailure:
    from requests import RequestException

    from heed.rooms.portal.sign_on.exchange import NobodyThere

    if isinstance(problem, NobodyThere):
        return PREVIEW
    if isinstance(problem, RequestException):
        return UNREACHABLE
    return EXPIRED if getattr(problem, "code", "") in _ENDED_CODES else UNTRUSTED


def _failed(request: HttpRequest, project: Project, provider: Provider, why: HomeFailure) -> HttpResponse:
    sentence = _(why.sentence) % {"provider": _(provider.name)}
    return sign_in_page(request, project, PhoneForm(), why.status, problem=sentence)


def _exchange(request: HttpRequest, provider: Provider, state: str) -> "OwnersExchange":
    from heed.rooms.portal.sign_on.line import LineExchange
    from heed.rooms.portal.sign_on.wechat import WechatExchange

    kind = {one.provider_id: one for one in (WechatExchange, LineExchange)}[provider.id]
    exchange: OwnersExchange = kind(request, state)
    return exchange
