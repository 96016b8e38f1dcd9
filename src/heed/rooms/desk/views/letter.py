"""A photographed printed letter fills the form, where the extra `letters` is installed (R14)."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from heed.insight.letters.reading import is_there
from heed.process.words import Channel
from heed.rooms.desk.forms import IntakeForm
from heed.rooms.desk.letters import read_letter
from heed.rooms.desk.views.context import desks_of
from heed.rooms.desk.views.page import chosen_project, intake_page
from heed.ui.requests import account_of


@login_required
@require_POST
def letter(request: HttpRequest) -> HttpResponse:
    """What the pictures tell, to be put into empty fields: for the page's script, else the page itself, filled in."""
    account = account_of(request)
    projects = desks_of(account)
    if not is_there():
        raise Http404
    read = read_letter(request.FILES.getlist("files"), chosen_project(request, projects), timezone.now())
    if request.headers.get("HX-Request"):
        return render(request, "desk/parts/letter_read.html", {"read": read})
    typed = request.POST.copy()
    empty = [name for name in read.fields if not typed.get(name)]
    for name in empty:
        typed[name] = read.fields[name]
    form = IntakeForm(account, projects, typed)
    for name in empty:
        form.fields[name].help_text = read.to_check
    return intake_page(request, account, projects, None, Channel.LETTER, form, read=read)
