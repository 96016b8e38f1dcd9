"""Complaints about the same matter: merging those of several owners, continuing those of one owner in one (R10)."""

from heed.actions.engine.change import Change
from heed.actions.engine.errors import Refused
from heed.actions.engine.execute import ACTIONS, action
from heed.actions.engine.passing import other_side
from heed.actions.incidents import parts
from heed.actions.orders import cancel_open_orders
from heed.process.case import Refusal
from heed.process.words import BEFORE_HANDLED, N_, Stage
from heed.queries.complaints.repeats import is_of_same_owner
from heed.records.models import Complaint


@action("merge")
def merge(change: Change) -> None:
    """Follow it together with another owner's complaint of the same matter; its open orders are cancelled (R10)."""
    main = _locked(change.facts["other"])
    if is_of_same_owner(change.complaint, main):
        text = N_("That is the same owner's complaint. Continue this one in it instead.")
        raise Refused([Refusal(text, "other", cure="join_earlier")])
    _refuse_what_leads_nowhere(main)
    change.columns["merged_into"] = main
    parts.enter_with(main, change.complaint, change.text("reason"), change.by.account, change.at)
    cancel_open_orders(change, change.text("reason"))
    other_side(main, "was_merged", change, ACTIONS)


@action("join_earlier")
def join_earlier(change: Change) -> None:
    """The same owner's earlier complaint goes on, and this one ends in it: one matter, one open case (R10, R93)."""
    earlier = _locked(change.facts["other"])
    if not is_of_same_owner(change.complaint, earlier):
        text = N_("That is another owner's complaint. Merge the two instead: each owner keeps the own result.")
        raise Refused([Refusal(text, "other", cure="merge")])
    if not earlier.is_open:
        raise Refused([Refusal(N_("That complaint has been closed. Choose an open one."), "other")])
    change.columns["merged_into"] = earlier
    parts.enter_with(change.complaint, earlier, change.text("reason"), change.by.account, change.at)
    cancel_open_orders(change, change.text("reason"))
    if earlier.stage in (Stage.HANDLED, Stage.WATCHING):
        ACTIONS["repeat"](earlier, by=change.by, at=max(change.at, earlier.moved_at), other=change.complaint)
    else:
        other_side(earlier, "came_again", change, ACTIONS)


@action("separate")
def separate(change: Change) -> None:
    """Follow it on its own again; a person who separates it takes it out of the incident, too."""
    main = change.complaint.merged_into
    assert main is not None
    change.columns["merged_into"] = None
    if change.by.account is not None:
        parts.leave(change.complaint, change.text("reason"), change.by.account, change.at)
    other_side(_locked(main), "was_separated", change, ACTIONS)


@action("was_merged")
def was_merged(change: Change) -> None:
    """The other side of a merge."""


@action("was_separated")
def was_separated(change: Change) -> None:
    """The other side of a separation."""


@action("came_again")
def came_again(change: Change) -> None:
    """The other side of a later complaint that continues in this one."""


@action("pass_on_news")
def pass_on_news(change: Change) -> None:
    """Progress of the main complaint reaches this owner."""


@action("pass_on_answer")
def pass_on_answer(change: Change) -> None:
    """The answer given at the main complaint reaches this owner."""


@action("pass_on_result")
def pass_on_result(change: Change) -> None:
    """The result of the main complaint reaches this owner; who did the work there did it here (C3)."""
    _handled_as_the_main_one(change)


@action("tell_result")
def tell_result(change: Change) -> None:
    """The staff tell this owner the result of the main complaint themselves."""
    _handled_as_the_main_one(change)


def _handled_as_the_main_one(change: Change) -> None:
    main = change.complaint.merged_into
    assert main is not None
    change.columns |= {
        "handler": main.handler, "visitor": None, "staff_verdict": main.staff_verdict, "owner_verdict": "",
    }  # fmt: skip


def _locked(other: Complaint) -> Complaint:
    """The other complaint, locked so that it does not end meanwhile; not waited for, to avoid a deadlock."""
    found = Complaint.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=other.pk).first()
    if found is None:
        raise Refused([Refusal(N_("A colleague is changing this complaint right now. Please try again."), "other")])
    return found


def _refuse_what_leads_nowhere(main: Complaint) -> None:
    """A complaint is merged into one whose work goes on, and which is not merged itself."""
    if main.stage not in BEFORE_HANDLED:
        raise Refused([Refusal(N_("The work there is over. Choose a complaint that is being worked on."), "other")])
    if main.merged_into is not None:
        text = N_("That complaint is itself merged with %(number)s. Choose that one.")
        raise Refused([Refusal(text, "other", {"number": main.merged_into.number})])
