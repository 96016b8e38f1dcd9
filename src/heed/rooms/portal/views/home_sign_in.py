"""Signing in to the own page: the telephone on record, then the code that is sent there; WeChat and LINE beside it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.actions.residents import own_home as acting
from heed.config.sign_on import Provider, owners_providers, provider_name
from heed.notices.home_code import home_code_text
from heed.process.words import HomeProvider
from heed.queries.residents import own_home as asking
from heed.records.models import Project
from heed.rooms.portal.home_forms import HomeCodeForm, PhoneForm
from heed.rooms.portal.pages import show
from heed.rooms.portal.sign_on.begun import forget_proven, proven_here
from heed.ui.in_app import app_around
from heed.ui.limits import Limit
from heed.ui.open_page import as_private
from heed.ui.owners_pages import project_page

HOUR = 3600
#: Of one network in an hour, for all telephones together: codes asked for, and codes entered.
ASKED = Limit("home-asked", 20, HOUR)
ENTERED = Limit("home-entered", 50, HOUR)
#: The app around a page in which each provider signs in at once.
_APP_OF = {HomeProvider.WECHAT.value: "WeChat", HomeProvider.LINE.value: "LINE"}


@project_page
def sign_in(request: HttpRequest, project: Project) -> HttpResponse:
    """`/p/<slug>/home/`: the telephone is asked first, then the code; unknown ones get the same answers as known."""
    if request.method != "POST":
        return sign_in_page(request, project, PhoneForm(), 200)
    form = HomeCodeForm(request.POST) if "code" in request.POST else PhoneForm(request.POST)
    if not form.is_valid():
        return sign_in_page(request, project, form, 422)
    if minutes := (ENTERED if isinstance(form, HomeCodeForm) else ASKED).take(request):
        form.add_error(None, too_many(minutes))
        return sign_in_page(request, project, form, 429)
    telephone = form.cleaned_data["telephone"]
    if isinstance(form, HomeCodeForm):
        return _open(request, project, form)
    acting.send_home_code(project, telephone)
    form = HomeCodeForm(initial={"telephone": telephone})
    return sign_in_page(request, project, form, 200, demo_message=_demo_message(project, telephone))


def _open(request: HttpRequest, project: Project, form: HomeCodeForm) -> HttpResponse:
    """Open the page where the code fits; with it, where the owner agrees, the account that was proven before."""
    agreed, proven = request.POST.get("bind") == "yes", proven_here(request, project)
    if agreed and proven is None:
        form.add_error(None, _("That took too long, so now the code opens your page this time only. Next time you can "
                               "begin with WeChat or LINE again."))  # fmt: skip
        return sign_in_page(request, project, form, 422)
    told = form.cleaned_data
    secret = acting.open_home(project, told["telephone"], told["code"], bind=proven if agreed else None)
    if secret is None:
        form.add_error("code", _("This code does not fit, or its time is over. Please check it, or ask for a new one."))
        return sign_in_page(request, project, form, 422)
    ENTERED.give_back(request)
    return to_own_page(request, project, secret)


def to_own_page(request: HttpRequest, project: Project, secret: str) -> HttpResponse:
    """Go to the own page; what the browser kept of a provider is needed no more."""
    response = redirect("portal:my_home", secret=secret)
    forget_proven(request, response, project)
    return as_private(response)


def sign_in_page(
    request: HttpRequest, project: Project, form: PhoneForm | HomeCodeForm, status: int, *, demo_message: str = "",
    problem: str = "",
) -> HttpResponse:  # fmt: skip
    """The page to sign in, with a form as it was filled in; `problem`: why a sign-in by WeChat or LINE failed."""
    proven, app, ways = proven_here(request, project), app_around(request), owners_providers()
    here = [one for one in ways if works_here(request, one)]
    page = {
        "project": project, "form": form, "demo_message": demo_message, "problem": problem,
        "known_by": _(provider_name(proven.provider.value)) if proven else "",
        "ways": [] if proven else sorted(here, key=lambda one: _APP_OF[one.id] != app),
        "elsewhere": not app and not proven and len(here) < len(ways),
    }  # fmt: skip
    template = "home_code" if isinstance(form, HomeCodeForm) else "home_phone"
    return as_private(show(request, template, page, status))


def works_here(request: HttpRequest, provider: Provider) -> bool:
    """Whether a provider signs in from this browser: WeChat only inside of WeChat."""
    return provider.id != HomeProvider.WECHAT or app_around(request) == _APP_OF[provider.id]


def too_many(minutes: int) -> str:
    """Say that a limit is reached."""
    return _("Too many tries. Please wait %(minutes)s min, or call us.") % {"minutes": minutes}


def _demo_message(project: Project, telephone: str) -> str:
    """What the resident's telephone would show now: in a demo only, which sends no messages."""
    now = timezone.now()
    person = asking.resident_called_at(project, telephone, timezone.localdate(now)) if settings.HEED_DEMO else None
    living = acting.living_home_codes(person, now) if person else []
    return home_code_text(living[0]) if living else ""
