"""What can be done about a warning, each as a form and an action (R148)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.warnings import answering, gathering
from heed.process.roles import DEMANDS, LOOKS_ON
from heed.process.words import N_, WarningKind, WarningState
from heed.queries.access import access_of, holds_only
from heed.queries.warnings.lists import Gathered, gathered
from heed.records.models import Account, EarlyWarning
from heed.rooms.centre.demands import AgainForm, WordsForm

#: What can be done, each with what is said afterwards.
DONE = {
    "together": N_("They are followed together: the work is done once."),
    "apart": N_("Each is followed on its own again."),
    "demand": N_("Demanded. The project was notified."),
    "act": N_("Recorded what was done."),
    "dismiss": N_("Dismissed. The same warning stays quiet for a time."),
}


class TogetherForm(WordsForm):
    """Into which complaint, and which others."""

    def __init__(self, found: Gathered, *given: object, **more: object) -> None:
        super().__init__(*given, label=_("Why they are one thing"), **more)
        named = [(str(one.pk), f"{one.number} · {one.title}") for one in found.alone]
        self.fields["main"] = forms.ChoiceField(label=_("Main complaint, at which the work is done"), choices=named)
        self.fields["others"] = forms.MultipleChoiceField(
            label=_("Followed together with it"),
            choices=named,
            widget=forms.CheckboxSelectMultiple,
            initial=[pk for pk, _name in named[1:]],
        )
        self.order_fields(["main", "others", "words"])


Steps = dict[str, forms.Form]


def steps_for(found: EarlyWarning, account: Account, request: HttpRequest, name: str) -> Steps:
    """Return what can be done, by the name of the step; a form that was posted keeps what was typed, also where a
    colleague was faster and it can be done no more."""
    may = _possible(found, account) | ({name} & _allowed(found, account))
    given = {name: request.POST}
    return {step: _FORMS[step](found, account, given.get(step)) for step in _FORMS if step in may}


def _allowed(found: EarlyWarning, account: Account) -> set[str]:
    """What this account may do about such a warning while it can be done; who only looks on, nothing."""
    if holds_only(account, LOOKS_ON):
        return set()
    steps = {"act", "dismiss"}
    projects = access_of(account).projects(DEMANDS)
    if projects is None or found.project_id in projects:
        steps.add("demand")
    return steps | {"together", "apart"} if found.kind == WarningKind.HOT_SPOT else steps


def _possible(found: EarlyWarning, account: Account) -> set[str]:
    """What can be done now."""
    parts = gathered(account, found) if found.kind == WarningKind.HOT_SPOT else Gathered((), ())
    if found.state == WarningState.OPEN:
        without = {"apart"} if len(parts.alone) > 1 else {"together", "apart"}
        return _allowed(found, account) - without
    return {"apart"} if found.state == WarningState.ACTED and parts.merged else set()


def _words(step: str, label: str) -> Callable[[EarlyWarning, Account, Any], forms.Form]:
    return lambda _found, _account, given: WordsForm(given, label=_(label), prefix=step)


#: The form of each step, in the order of the page.
_FORMS: dict[str, Callable[[EarlyWarning, Account, Any], forms.Form]] = {
    "together": lambda found, account, given: TogetherForm(gathered(account, found), given, prefix="together"),
    "apart": _words("apart", N_("Why they are not one thing")),
    "demand": lambda _found, _account, given: AgainForm(given, prefix="demand"),
    "act": _words("act", N_("What was done")),
    "dismiss": _words("dismiss", N_("Why there is nothing to do")),
}


def take(found: EarlyWarning, name: str, given: dict[str, Any], by: Account) -> None:
    """Take the step. Raises Refused."""
    steps: dict[str, Callable[[], object]] = {
        "together": lambda: _together(found, given, by),
        "apart": lambda: gathering.follow_apart(found, gathered(by, found).merged, given["words"], by=by),
        "act": lambda: answering.act(found, given["words"], by=by),
        "dismiss": lambda: answering.dismiss(found, given["words"], by=by),
        "demand": lambda: answering.demand(found, given["words"], given["due_at"], by=by),
    }
    steps[name]()


def _together(found: EarlyWarning, given: dict[str, Any], by: Account) -> None:
    alone = {str(one.pk): one for one in gathered(by, found).alone}
    chosen = [pk for pk in given["others"] if pk != given["main"]]
    if not alone.keys() >= {given["main"], *chosen}:
        raise Refused([gathering.NOTHING])  # a colleague was faster
    gathering.follow_together(found, alone[given["main"]], [alone[pk] for pk in chosen], given["words"], by=by)
