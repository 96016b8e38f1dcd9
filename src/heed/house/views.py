"""The one page of the house's own: choosing theme and language, with or without scripts."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from heed.house.context import LANGUAGES, THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


@require_POST
def choose_look(request: HttpRequest) -> HttpResponse:
    """Remember `theme` (auto, light, dark) and `language` (zh-hans, zh-hant, en) in cookies; back to `next`."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    theme, language = request.POST.get("theme"), request.POST.get("language")
    secure = request.is_secure()
    if theme in THEMES:
        response.set_cookie(THEME_COOKIE, theme, max_age=YEAR, samesite="Lax", secure=secure)
    if language in [code for code, *_rest in LANGUAGES]:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=secure)
    return response
