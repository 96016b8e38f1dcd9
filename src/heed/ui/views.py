"""Choosing theme and language, with or without scripts."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from heed.actions.staff.preferences import set_appearance
from heed.i18n.languages import BY_CODE
from heed.ui.context import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


@require_POST
def choose_look(request: HttpRequest) -> HttpResponse:
    """Remember `theme` (auto, light, dark) and `language` (a code of `i18n.languages`); back to `next`.

    In cookies, for the sign-in page and the portal; for staff also with the account, for every device.
    """
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    theme, language = request.POST.get("theme", ""), request.POST.get("language", "")
    theme = theme if theme in THEMES else ""
    language = language if language in BY_CODE else ""
    if request.user.is_authenticated:
        set_appearance(request.user, theme=theme, language=language)
    for name, choice in ((THEME_COOKIE, theme), (settings.LANGUAGE_COOKIE_NAME, language)):
        if choice:
            response.set_cookie(name, choice, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response
