"""What can be done about a warning, each as a form and an action (R148)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.warnings import answering, gathering
from heed.process.roles import DEMANDS
from heed.process.words import N_, WarningKind, WarningState
from heed.queries.access import access_of
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
    """Return what can be done, by the name of the step; a form that was posted keeps what was typed."""

    def given(step: str) -> Any:
        return request.POST if step == name else None

    shown: Steps = {}
    if found.kind == WarningKind.HOT_SPOT:
        parts = gathered(account, found)
        if found.state == WarningState.OPEN and len(parts.alone) > 1:
            shown["together"] = TogetherForm(parts, given("together"), prefix="together")
        if found.state == WarningState.ACTED and parts.merged:
            shown["apart"] = WordsForm(given("apart"), label=_("Why they are not one thing"), prefix="apart")
    if found.state != WarningState.OPEN:
        return shown
    projects = access_of(account).projects(DEMANDS)
    if projects is None or found.project_id in projects:
        shown["demand"] = AgainForm(given("demand"), prefix="demand")
    shown["act"] = WordsForm(given("act"), label=_("What was done"), prefix="act")
    shown["dismiss"] = WordsForm(given("dismiss"), label=_("Why there is nothing to do"), prefix="dismiss")
    return shown


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
