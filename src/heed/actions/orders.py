"""Orders: work given to a department or a person, accepted or refused, arrived, done (R65, R67, R71, R80)."""

from heed.actions.engine.change import Change
from heed.actions.engine.errors import Refused
from heed.actions.engine.execute import action
from heed.actions.engine.order_links import end_links, make_links, receive_by_link
from heed.process.case import Refusal
from heed.process.words import N_, ORDER_OPEN, FileKind, OrderState, StaffVerdict
from heed.queries.complaints.case import lead_of
from heed.queries.staff.duties import crew
from heed.records.models import Order
from heed.records.writing import insert, save

_NOT_IN_DEPARTMENT = N_("This person does not work in this department.")


@action("order")
def order(change: Change) -> None:
    """Give work to a department, or directly to a person of it (R67)."""
    _send(change)


@action("repair")
def repair(change: Change) -> None:
    """Give out a simple repair with the owner's agreement, without a proposal (R62)."""
    _send(change)


def _send(change: Change) -> None:
    department, account = change.facts["department"], change.facts.get("account")
    if account is not None and not crew(department).filter(pk=account.pk).exists():
        raise Refused([Refusal(_NOT_IN_DEPARTMENT, "account")])
    people = set(crew(department).values_list("pk", flat=True)) if change.case.accused else set()
    if people and people <= change.case.accused:
        raise Refused(
            [
                Refusal(
                    N_("The complaint is about everyone in this department. Choose another department."), "department"
                )
            ]
        )
    lead = lead_of(change.complaint)
    assists = lead is not None and lead.department_id != department.pk
    if lead is not None and assists and change.facts["due_at"] > lead.due_at:
        params = {"due_at": lead.due_at}
        raise Refused(
            [
                Refusal(
                    N_("The lead department is due at %(due_at)s. An assisting department may not be due later."),
                    "due_at",
                    params,
                )
            ]
        )
    to_whom = [account] if account is not None else crew(department)
    change.order = Order(
        complaint=change.complaint,
        department=department,
        account=account,
        round=change.round,
        state=OrderState.SENT,
        assists=assists,
        work=change.text("work"),
        due_at=change.facts["due_at"],
        sent_at=change.at,
        sent_by=change.account,
        by_link=any(person.by_link for person in to_whom),
    )
    insert(change.order)


@action("accept_order")
def accept_order(change: Change) -> None:
    """Accept the work."""
    order = _next_step(change)
    order.accepted_at = change.at
    order.account = order.account or change.account
    save(order)


@action("say_when")
def say_when(change: Change) -> None:
    """Accept the work, and say when one will be there (R71)."""
    order = _next_step(change)
    order.accepted_at = order.accepted_at or change.at
    order.account = order.account or change.account
    order.coming_at = change.facts["due_at"]
    save(order)


@action("resend_link")
def resend_link(change: Change) -> None:
    """Give the contractor's people new links to this order in the place of those that they had."""
    order = _next_step(change)
    end_links(order, change.at)
    make_links(order, receive_by_link(order, but=change.case.accused), change.at)


@action("withdraw_link")
def withdraw_link(change: Change) -> None:
    """Withdraw the links to this order; they are sent again on request only."""
    end_links(_next_step(change), change.at, by=change.account)


@action("refuse_order")
def refuse_order(change: Change) -> None:
    """Refuse the work, with the reason (R67)."""
    _end(change)


@action("cancel_order")
def cancel_order(change: Change) -> None:
    """Cancel the order."""
    _end(change)


@action("set_out")
def set_out(change: Change) -> None:
    """Set out for the place (R71)."""
    order = _next_step(change)
    order.on_the_way_at = change.at
    save(order)


@action("need_part")
def need_part(change: Change) -> None:
    """The work waits for a part, expected at an instant."""
    order = _next_step(change)
    order.part, order.part_due_at = change.text("part"), change.facts["due_at"]
    save(order)


@action("part_came")
def part_came(change: Change) -> None:
    """The part has arrived: the work goes on."""
    order = _next_step(change)
    order.part_due_at = None
    save(order)


@action("check_order")
def check_order(change: Change) -> None:
    """A person other than the worker has checked the work and accepts it."""
    order = _next_step(change)
    order.checked_at = change.at
    save(order)


@action("send_back")
def send_back(change: Change) -> None:
    """Reject the work: the order is open again, and this is counted (R79)."""
    order = _next_step(change)
    order.reason, order.ended_at = change.text("reason"), None
    order.sent_back += 1
    save(order)


@action("arrive")
def arrive(change: Change) -> None:
    """Arrive at the place (R71)."""
    order = _next_step(change)
    order.arrived_at = change.at
    save(order)


@action("finish_order")
def finish_order(change: Change) -> None:
    """Finish the work, with the evidence."""
    order = _next_step(change)
    order.result, order.ended_at = change.text("result"), change.at
    save(order)
    change.add_files("before", FileKind.BEFORE)
    change.add_files("files", FileKind.AFTER)


@action("pass_order")
def pass_order(change: Change) -> None:
    """Give an open order to another person of the department, or back to it; it is accepted again (R67, R79)."""
    order, account = _next_step(change), change.facts.get("account")
    if account is not None and not crew(order.department_id).filter(pk=account.pk).exists():
        raise Refused([Refusal(_NOT_IN_DEPARTMENT, "account")])
    if account == order.account:
        raise Refused([Refusal(N_("This person already has this work order. Choose someone else."), "account")])
    if order.account is not None:
        change.notify.append(order.account)
    order.account = account
    order.by_link = any(person.by_link for person in ([account] if account else crew(order.department_id)))
    order.sent_at, order.sent_by = change.at, change.account
    order.accepted_at = order.on_the_way_at = order.arrived_at = order.part_due_at = order.coming_at = None
    save(order)


@action("complete")
def complete(change: Change) -> None:
    """All work is done, and the owner has been informed (R60)."""
    change.columns |= {
        "handler": change.by.account, "visitor": None, "staff_verdict": StaffVerdict.COMPLETED, "owner_verdict": "",
    }  # fmt: skip


def cancel_open_orders(change: Change, reason: str) -> None:
    """Cancel every open order, because the complaint ends with this move, and notify those who had one."""
    for order in change.complaint.orders.filter(state__in=ORDER_OPEN).select_related("account"):
        cancel(order, change, reason)
        change.notify.extend([order.account] if order.account else crew(order.department_id))


def cancel(order: Order, change: Change, reason: str) -> None:
    """Cancel an order by a move on the whole complaint."""
    order.state, order.ended_at, order.reason = OrderState.CANCELLED, change.at, reason
    order.save(update_fields=["state", "ended_at", "reason"])


def _end(change: Change) -> None:
    order = _next_step(change)
    order.reason, order.ended_at = change.text("reason"), change.at
    save(order)


def _next_step(change: Change) -> Order:
    """Return the order of the move, locked, in its next state by the table of moves; not saved."""
    given = change.facts["order"]
    found = Order.objects.select_for_update(of=("self",)).select_related("account").get(
        pk=getattr(given, "pk", given), complaint=change.complaint
    )  # fmt: skip
    assert change.move.order is not None
    found.state = change.move.order.to or found.state
    change.order = found
    return found
