"""Verification and assessment (R8, R11 to R25, R50)."""

from heed.actions.engine import retiming
from heed.actions.engine.change import Change
from heed.actions.engine.execute import action
from heed.process.words import ORDER_OPEN, Validity
from heed.queries.rota.on_duty import people_to_help
from heed.records.models import Assessment
from heed.records.writing import insert

_VERIFIED = ("category", "level", "nature", "emotion")
_JUDGED = (*_VERIFIED, "validity")


@action("verify")
def verify(change: Change) -> None:
    """Read the key points back, have them confirmed, and assess (R50)."""
    change.record("wants", "crux", "remit", "thanked", "authority_reference", *_VERIFIED)
    _assess(change, verified=True)


@action("all_safe")
def all_safe(change: Change) -> None:
    """Everybody is safe: reading back, wish and merging may follow."""
    change.columns["safe_at"] = change.at


@action("danger_again")
def danger_again(change: Change) -> None:
    """Somebody is in danger after all: everything waits again, and all who can help are called once more."""
    complaint = change.complaint
    change.columns["safe_at"] = None
    change.notify += people_to_help(complaint.project, change.case.policy, complaint.category, change.at)


@action("reassess")
def reassess(change: Change) -> None:
    """Assess again, with the reason; the clocks follow the level and keep the time that has passed (R19, R21, R22)."""
    change.record("authority_reference", *_JUDGED)
    before = {name: getattr(change.complaint, name) for name in _JUDGED}
    _assess(change, change.text("reason"))
    change.notice_facts["changed"] = {
        name: [before[name], str(value)] for name, value in change.columns.items() if value != before.get(name, value)
    }


def _assess(change: Change, reason: str = "", *, verified: bool = False) -> None:
    """Keep how it is judged from now on, and let the clocks follow the level."""
    complaint = change.complaint
    judged = {name: change.columns.get(name) or getattr(complaint, name) for name in _JUDGED}
    made = Assessment(
        complaint=complaint,
        at=change.at,
        account=change.by.account,
        reason=reason,
        **judged | {"validity": judged["validity"] or Validity.UNKNOWN},
    )
    insert(made)
    if judged["level"] != complaint.level:
        change.columns["safe_at"] = None  # a new danger is not over yet
        working = complaint.orders.filter(state__in=[state.value for state in ORDER_OPEN], account__isnull=False)
        change.notify += [order.account for order in working.select_related("account") if order.account]
        for clock in complaint.clocks.filter(stopped_at__isnull=True):
            retiming.retime(clock, str(judged["level"]), change.at, reason, verified=verified)
