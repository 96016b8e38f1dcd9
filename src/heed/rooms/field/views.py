"""An operator's orders, made for a telephone: accept or refuse, arrived, done with a photo (R67, R71, R80)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import HiddenInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.residents.reveal import reveal_contact
from heed.move_forms.form import MoveForm
from heed.process.moves import MOVES
from heed.process.words import Role
from heed.queries.access import access_of, complaints_visible_to, may_reveal
from heed.queries.actor import staff
from heed.queries.complaints.case import is_in_danger
from heed.queries.complaints.visits import photos_of, recordings_of
from heed.queries.orders.fieldwork import ended_orders_of, order_for
from heed.queries.procedures import titles_for
from heed.queries.staff.tasks import orders_of
from heed.records.models import Account, Order
from heed.rooms.field.install import WORDS
from heed.rooms.field.steps import STEPS, ends, is_step, may_say_safe, refuses, steps_of
from heed.ui.ask_again import ask_again_for_many_reveals
from heed.ui.names import category_name, department_name, level_name, policy_for
from heed.ui.paging import pager
from heed.ui.requests import account_of, page_asked


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """My open orders by what is due first, and what I finished lately."""
    account = account_of(request)
    after = page_asked(request)
    page = orders_of(account, after)
    context = pager(request, page) | {
        "me": account.pk,
        "heads": bool(access_of(account).departments(Role.DEPARTMENT)),
        "now": timezone.now(),
        "ended": () if after else ended_orders_of(account, timezone.now()),
    }
    return render(request, "field/home.html", context | _offline(account))


@login_required
def order(request: HttpRequest, key: int) -> HttpResponse:
    """One order: what to do, where, until when, for whom; and what can be done to it now."""
    return render(request, "field/order.html", _shown(request, _fetch(request, key)))


@login_required
def move(request: HttpRequest, key: int, move: str) -> HttpResponse:
    """Make a step with the order; a step that needs words or photos asks for them first."""
    found = _fetch(request, key)
    if not is_step(move):
        raise Http404
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = MoveForm(found.complaint, move, staff(account_of(request)), *typed, initial={"order": found.pk})
    if move in STEPS:
        form.fields["order"].widget = HiddenInput()
    context = {
        "form": form,
        "move": MOVES[move],
        "refuses": refuses(move),
        **_names(found),
        **_offline(account_of(request)),
    }
    if request.method != "POST":
        return render(request, "field/move.html", context)
    attempt = form.attempt()
    if attempt.complaint is None:
        return render(request, "field/move.html", context | {"entries": attempt.entries}, status=attempt.status)
    messages.success(request, _("Recorded."))
    return redirect("field:home") if ends(move) else redirect("field:order", key=key)


@login_required
@require_POST
@ask_again_for_many_reveals
def reveal(request: HttpRequest, key: int) -> HttpResponse:
    """The owner's contact in full, for the way to the door; the look is on record."""
    found = _fetch(request, key)
    try:
        contact = reveal_contact(found.complaint, by=account_of(request))
    except Refused:
        raise Http404 from None
    if getattr(request, "htmx", None):
        return render(request, "ui/parts/contact.html", {"contact": contact})
    return render(request, "field/order.html", _shown(request, found) | {"contact": contact})


def _fetch(request: HttpRequest, key: int) -> Order:
    found = order_for(account_of(request), key)
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, order: Order) -> dict[str, object]:
    """An order's page: its names, its photos, what can be done to it, and whether its owner may be called."""
    account = account_of(request)
    return _names(order) | {
        "steps": steps_of(order, account, timezone.now()),
        "may_say_safe": is_in_danger(order.complaint) and may_say_safe(order, staff(account), timezone.now()),
        **_offline(account),
        "procedures": titles_for(order.complaint.category, order.complaint.project_id),
        "photos": photos_of(order.complaint),
        "recordings": recordings_of(order.complaint),
        "may_reveal": not order.ended_at and may_reveal(account, order.complaint),
        "visible": complaints_visible_to(account).filter(pk=order.complaint_id).exists(),
    }


def _names(order: Order) -> dict[str, object]:
    """An order with its names in the person's language."""
    policy = policy_for(order.complaint)
    return {
        "order": order,
        "complaint": order.complaint,
        "department": department_name(order.department, policy),
        "category": category_name(policy, order.complaint.category),
        "level": level_name(policy, order.complaint.level),
    }


def _offline(account: Account) -> dict[str, object]:
    """What the script needs that works without a network."""
    return {"offline_words": {name: _(words) for name, words in WORDS.items()}, "me": account.pk}
