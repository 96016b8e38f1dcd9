"""The field room as an app on a telephone: its manifest, its worker, and what its script says."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from heed.process.words import N_

_WORKER = Path(__file__).parent / "static" / "field" / "js" / "worker.js"
#: Sentences that only the script says, by the keys it knows.
WORDS = {
    "offline": N_("No network. You can continue: your work is saved here and sent when the network is back."),
    "waiting": N_("Steps waiting to be sent: %(count)s"),
    "sending": N_("Sending …"),
    "recorded": N_("Recorded."),
    "sent": N_("Your offline work has been sent."),
    "refused": N_("A step was not accepted. Nothing is lost."),
    "signed_out": N_("Sign in again, then your work is sent. It is saved here."),
    "as_of": N_("Offline: as of %(time)s"),
    "kept": N_("Saved on this phone at %(time)s, not sent yet"),
    "not_accepted": N_("Not accepted"),
    "photos": N_("Photos: %(count)s"),
    "sure": N_("Discard this step? Your input and the photos will be deleted."),
}


@require_safe
@cache_control(max_age=0, no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from the address that it serves."""
    headers = {"Service-Worker-Allowed": reverse("field:home")}
    return HttpResponse(_WORKER.read_bytes(), content_type="text/javascript; charset=utf-8", headers=headers)


@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a telephone shows of the app that it installs."""
    home = reverse("field:home")
    shown = {
        "name": _("Heed: my work orders"),
        "short_name": "Heed",
        "lang": get_language(),
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "background_color": "#fcfbf7",
        "theme_color": "#00664c",
        "icons": [
            {"src": static("field/img/app.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            {"src": static("field/img/maskable.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "maskable"},
        ],
    }
    return JsonResponse(shown, content_type="application/manifest+json")
