"""Swaps: asking a colleague, and the colleague's answer (R35, R41)."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.rota import swaps
from heed.queries.rota.planning import OwnShift, shifts_of
from heed.records.models import Account, Duty, RotaSwap
from heed.rooms.rota.forms import SwapForm, slot
from heed.rooms.rota.requests import account_of
from heed.ui.refusals import add_refusals, sentence

#: So many days ahead shifts can be swapped.
DAYS = 28
ANSWERS: dict[str, tuple[Callable[..., RotaSwap], str]] = {
    "agree": (swaps.agree, N_("Agreed: the rota has been changed for both of you.")),
    "refuse": (swaps.refuse, N_("Your colleague has been informed that you do not agree.")),
    "withdraw": (swaps.withdraw, N_("Withdrawn.")),
}


@login_required
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a colleague to take over one of one's shifts."""
    account, now = account_of(request), timezone.now()
    own = [shift for shift in shifts_of([account], now, DAYS)[account.pk] if shift.turn.span.starts_at > now]
    others = _others(account, own)
    form = SwapForm(own, others, request.POST or None, {"shift": request.GET.get("shift", "")})
    if not form.is_bound or not form.is_valid():
        return render(request, "rota/swap.html", {"form": form, "own": own}, status=422 if form.is_bound else 200)
    told = form.cleaned_data
    give, back = told["give"], told["return"]
    try:
        swaps.request_swap(
            give.project,
            give.role,
            slot(give),
            by=account,
            of=told["of"],
            back=slot(back) if back else None,
            reason=told["reason"],
        )
    except Refused as refused:
        add_refusals(form, refused)
        return render(request, "rota/swap.html", {"form": form, "own": own}, status=409)
    messages.success(request, _("%(name)s has been asked. Nothing changes until then.") % {"name": told["of"].name})
    return redirect("rota:week")


def _others(account: Account, own: list[OwnShift]) -> dict[Account, list[OwnShift]]:
    """The colleagues with the same duty at the same project, each with their coming shifts of it."""
    places = {(shift.project, shift.role) for shift in own}
    same = Q(pk__in=[])
    for project, role in places:
        same |= Q(Q(project=project) | Q(project__isnull=True), role=role)
    people = Account.objects.filter(is_active=True, pk__in=Duty.objects.filter(same).values("account"))
    found = list(people.exclude(pk=account.pk).order_by("name", "pk"))
    now = timezone.now()
    shifts = shifts_of(found, now, DAYS)
    return {
        person: [
            one for one in shifts[person.pk] if (one.project, one.role) in places and one.turn.span.starts_at > now
        ]
        for person in found
    }


@login_required
@require_POST
def answer(request: HttpRequest, key: int, answer: str) -> HttpResponse:
    """Agree, refuse, or take back what one asked for."""
    account = account_of(request)
    if answer not in ANSWERS:
        raise Http404
    found = get_object_or_404(RotaSwap.objects.filter(Q(asked_by=account) | Q(asked_of=account)), pk=key)
    act, said = ANSWERS[answer]
    words = {"answer": request.POST.get("words", "")} if answer != "withdraw" else {}
    try:
        act(found, by=account, **words)
    except Refused as refused:
        messages.error(request, sentence(refused.refusals[0]))
    else:
        messages.success(request, _(said))
    return redirect("rota:week")
