"""The page behind the link of an order, for people of contractors without an account (R65, R67, R71)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from heed.actions.residents.reveal import reveal_contact
from heed.move_forms.form import MoveForm
from heed.process.moves import MOVES
from heed.process.words import ORDER_OPEN
from heed.queries.access import may_reveal
from heed.queries.actor import staff
from heed.queries.complaints.case import is_in_danger
from heed.queries.complaints.visits import photos_of
from heed.queries.orders.by_link import link_with_secret
from heed.queries.orders.fieldwork import order_for
from heed.records.models import Order, OrderLink
from heed.rooms.field.steps import STEPS, is_step, may_say_safe, refuses, steps_of
from heed.ui.file_response import file_response
from heed.ui.names import category_name, level_name, policy_for
from heed.ui.open_page import as_private, chosen_language, in_language

Page = Callable[..., HttpResponseBase]


def link_page(view: Page) -> Page:
    """A page behind a link: `view(request, secret, link, order, …)`, in the person's language, never cached.

    404 for an unknown link, 410 for one that has ended, each in plain words. As what is in the address authorises,
    no cookie and no CSRF token is needed.
    """

    @wraps(view)
    def page(request: HttpRequest, secret: str, **named: Any) -> HttpResponseBase:
        link = link_with_secret(secret)
        order = _order_of(link)

        def answer() -> HttpResponseBase:
            if link is None or order is None:
                return _ended(request, link)
            return view(request, secret, link, order, **named)

        zone = link.order.complaint.project.timezone if link else None
        with timezone.override(zone):
            language = link.account.language if link else ""
            return as_private(chosen_language(request) or in_language(request, language, answer))

    return csrf_exempt(page)


@link_page
def order(request: HttpRequest, secret: str, link: OrderLink, order: Order) -> HttpResponse:
    """`/o/<secret>/`: what to do, where, until when; and what can be done to it now."""
    return _show(request, secret, link, order)


@link_page
def move(request: HttpRequest, secret: str, link: OrderLink, order: Order, move: str) -> HttpResponse:
    """`/o/<secret>/<move>/`: make a step; one that needs words or photos asks for them first."""
    if not is_step(move):
        return _ended(request, None)
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    actor = staff(link.account, by_link=True)
    form = MoveForm(order.complaint, move, actor, *typed, initial={"order": order.pk})
    if move in STEPS:
        form.fields["order"].widget = HiddenInput()
    page = {"form": form, "move": MOVES[move], "refuses": refuses(move), "secret": secret, **_names(order)}
    if request.method != "POST":
        return _render(request, "move", page)
    attempt = form.attempt()
    if attempt.complaint is None:
        return _render(request, "move", page | {"changed": bool(attempt.entries)}, attempt.status)
    return redirect(f"{reverse('by_link:order', args=[secret])}?done={move}")


@link_page
def contact(request: HttpRequest, secret: str, link: OrderLink, order: Order) -> HttpResponse:
    """`/o/<secret>/contact/`: the owner's telephone where the policy allows it; the look is on record."""
    if request.method != "POST" or not _may_call(link, order):
        return _show(request, secret, link, order)
    return _show(request, secret, link, order, contact=reveal_contact(order.complaint, by=link.account))


@link_page
def file(request: HttpRequest, secret: str, link: OrderLink, order: Order, key: int) -> HttpResponseBase:
    """`/o/<secret>/files/<key>/`: a photo of the matter."""
    found = photos_of(order.complaint).filter(pk=key).first()
    if found is None:
        return _ended(request, None)
    try:
        return file_response(request, found, opened=True)
    except FileNotFoundError:
        return _ended(request, None)


def _order_of(link: OrderLink | None) -> Order | None:
    """The order that the link opens now; None where it has ended, or the order is no longer the person's."""
    if link is None or link.ended_at is not None or not link.account.is_active:
        return None
    found = order_for(link.account, link.order_id)
    return found if found is not None and found.state in ORDER_OPEN else None


def _show(
    request: HttpRequest, secret: str, link: OrderLink, order: Order, contact: str = "", status: int = 200
) -> HttpResponse:
    done = MOVES.get(request.GET.get("done", ""))
    page = _names(order) | {
        "secret": secret,
        "steps": [step for step in steps_of(order, link.account, timezone.now()) if step.open],
        "photos": photos_of(order.complaint),
        "in_danger": is_in_danger(order.complaint),
        "may_say_safe": may_say_safe(order, staff(link.account, by_link=True), timezone.now()),
        "may_call": _may_call(link, order),
        "contact": contact,
        "done": done.label if done else "",
        "person": link.account,
        "place": str(order.complaint.place or ""),
    }
    return _render(request, "order", page, status)


def _ended(request: HttpRequest, link: OrderLink | None) -> HttpResponse:
    """Why the link opens nothing, in plain words."""
    if link is None:
        why, status = _("There is nothing at this address. Please check it, from beginning to end."), 404
    elif link.withdrawn_by_id is not None:
        why, status = _("This link was withdrawn. If you still work on this, please call us."), 410
    elif link.order.state in ORDER_OPEN:
        why, status = (
            _("This link no longer opens the work order: a newer link was sent, or another person has it."),
            410,
        )
    else:
        why, status = _("This work order has ended. Thank you."), 410
    return _render(request, "ended", {"why": why, "project": link.order.complaint.project if link else None}, status)


def _may_call(link: OrderLink, order: Order) -> bool:
    """Whether the person sees the owner's telephone: by the policy, and while the accepted order is open."""
    complaint = order.complaint
    allowed = policy_for(complaint).orders.contractors_call and order.accepted_at is not None
    return bool(allowed and complaint.contact and may_reveal(link.account, complaint))


def _names(order: Order) -> dict[str, Any]:
    complaint, policy = order.complaint, policy_for(order.complaint)
    return {
        "order": order,
        "complaint": complaint,
        "project": complaint.project,
        "level": level_name(policy, complaint.level),
        "category": category_name(policy, complaint.category),
    }


def _render(request: HttpRequest, template: str, page: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, f"field/by_link/{template}.html", {**page, "csrf_token": None}, status=status)
