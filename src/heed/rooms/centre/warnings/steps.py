"""What can be done about a warning, each as a form and an action (R148)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from heed.actions.warnings import answering
from heed.process.roles import DEMANDS, LOOKS_ON, RECEIVES
from heed.process.words import N_, WarningKind, WarningState
from heed.queries.access import access_of, holds_only
from heed.records.models import Account, EarlyWarning
from heed.rooms.centre.demands import AgainForm, WordsForm

#: What can be done, each with what is said afterwards.
DONE = {
    "demand": N_("Demanded. The project was notified."),
    "act": N_("Recorded what was done."),
    "dismiss": N_("Dismissed. The same warning stays quiet for a time."),
}

Steps = dict[str, forms.Form]


def steps_for(found: EarlyWarning, account: Account, request: HttpRequest, name: str) -> Steps:
    """Return what can be done, by the name of the step; a form that was posted keeps what was typed, also where a
    colleague was faster and it can be done no more."""
    allowed = _allowed(found, account)
    may = allowed if found.state == WarningState.OPEN else {name} & allowed
    given = {name: request.POST}
    return {step: _FORMS[step](given.get(step)) for step in _FORMS if step in may}


def _allowed(found: EarlyWarning, account: Account) -> set[str]:
    """What this account may do about such a warning while it can be done; who only looks on, nothing."""
    if holds_only(account, LOOKS_ON):
        return set()
    steps = {"act", "dismiss"}
    projects = access_of(account).projects(DEMANDS)
    if projects is None or found.project_id in projects:
        steps.add("demand")
    return steps


def may_make_incident(found: EarlyWarning, account: Account) -> bool:
    """Whether the account makes one incident of the complaints behind it: of an open hot spot, at the desk."""
    projects = access_of(account).projects(RECEIVES)
    is_at_desk = projects is None or found.project_id in projects
    return is_at_desk and found.kind == WarningKind.HOT_SPOT and found.state == WarningState.OPEN


def _words(step: str, label: str) -> Callable[[Any], forms.Form]:
    return lambda given: WordsForm(given, label=_(label), prefix=step)


#: The form of each step, in the order of the page.
_FORMS: dict[str, Callable[[Any], forms.Form]] = {
    "demand": lambda given: AgainForm(given, prefix="demand"),
    "act": _words("act", N_("What was done")),
    "dismiss": _words("dismiss", N_("Why there is nothing to do")),
}


def take(found: EarlyWarning, name: str, given: dict[str, Any], by: Account) -> None:
    """Take the step. Raises Refused."""
    steps: dict[str, Callable[[], object]] = {
        "act": lambda: answering.act(found, given["words"], by=by),
        "dismiss": lambda: answering.dismiss(found, given["words"], by=by),
        "demand": lambda: answering.demand(found, given["words"], given["due_at"], by=by),
    }
    steps[name]()
