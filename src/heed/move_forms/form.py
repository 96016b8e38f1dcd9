"""The form of any move, made from its row of the table; and making the move with what was typed.

form = MoveForm(complaint, "promise", staff(request.user), request.POST or None, request.FILES or None)
attempt = form.attempt()          # makes the move if nothing is against it
attempt.complaint                 # as it stands now, or None
attempt.status                    # 200, 422 (invalid), 409 (refused by the workflow, or changed meanwhile)
attempt.entries                   # what others did meanwhile, to show with what was typed
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused, Stale
from heed.actions.engine.offline import OfflineMove
from heed.actions.engine.validate import all_refusals
from heed.actions.registry import ACTIONS
from heed.move_forms.fields import FieldContext, field_for
from heed.process import approval_guards
from heed.process.case import Refusal
from heed.process.facts import COMPENSATION, SOLUTION, TOLD_HOW, Fact, Kind
from heed.process.moves import MOVES
from heed.process.promise_guards import keeps_promise
from heed.process.words import ClockKind, PromisedWay
from heed.process.words.base import Word
from heed.queries.actor import Actor
from heed.queries.complaints.case import case_of, lead_of
from heed.records.models import Complaint, Entry
from heed.ui.masking import masked
from heed.ui.refusals import add_refusals
from heed.ui.sent_twice import sent_key

#: Facts about a person, and how each is masked. No form fills them in: every look at them is on record.
PERSONAL = {"name": "name", "contact": "contact"}
_NOT_TYPED = ("csrfmiddlewaretoken", "version")
_SHORT = (Kind.LINE, Kind.CHOICE, Kind.LEVEL, Kind.CATEGORY)


@dataclass(frozen=True)
class Attempt:
    """What came of trying to make a move."""

    status: int
    complaint: Complaint | None = None
    entries: Sequence[Entry] = field(default_factory=tuple)


class MoveForm(forms.Form):
    """The facts of one move, asked of one actor about one complaint; `version` is what the browser showed."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)

    def __init__(
        self, complaint: Complaint, move: str, by: Actor, data: Any = None, files: Any = None, **options: Any
    ) -> None:
        self.complaint, self.move, self.by = complaint, MOVES[move], by
        self.case, self.actor = case_of(complaint, by, timezone.now())
        self.refused: tuple[Refusal, ...] = ()
        given = options.pop("initial", None) or {}
        super().__init__(data, files, initial=self._known() | given, **options)
        self.context = FieldContext(complaint, self.case, self.actor, self.move, by.account)
        for fact in filter(self._asks, self.move.asks):
            self.fields[fact.name] = field_for(fact, self.context)
            if kept := self._kept(fact):
                self.fields[fact.name].widget.attrs["placeholder"] = kept
                self.fields[fact.name].help_text = _("Leave empty to keep the current value.")
        self._say_what_was_promised()

    def _say_what_was_promised(self) -> None:
        """Say beside the way of informing the owner which one keeps the open promise (R55)."""
        field = self.fields.get(TOLD_HOW.name)
        if field is None or not self.case.promised or ClockKind.PROMISE not in self.move.stops:
            return
        words = {"promised": word_of(self.case.promised, PromisedWay)}
        if keeps_promise(self.move, self.case, {TOLD_HOW.name: self.case.promised}):
            field.help_text = _("Promised to the owner: %(promised)s. In any other way the promise stays open.") % words
        else:
            field.help_text = _("Promised to the owner: %(promised)s. This does not keep the promise.") % words

    def _asks(self, fact: Fact) -> bool:
        """Whether there is a place for this fact: no apology where no promise is open (R72)."""
        waits = fact.after_refusal and self.add_prefix(fact.name) not in self.data
        return fact.is_asked(self.case.situation) and not waits

    def _known(self) -> dict[str, Any]:
        """What is on record already, so that nothing is asked twice."""
        known: dict[str, Any] = {"version": self.complaint.version, "key": uuid.uuid4().hex}
        kinds = (*_SHORT, Kind.TEXT) if self.move.amends else _SHORT
        for fact in self.move.asks:
            value = getattr(self.complaint, fact.name, None)
            if fact.kind in kinds and isinstance(value, str) and value and fact.name not in PERSONAL:
                known[fact.name] = value
            if fact.kind is Kind.DEPARTMENT and self.complaint.category:  # the category knows it
                code = self.case.policy.leaf(self.complaint.category).department
                known[fact.name] = self.complaint.project.departments.filter(code=code, is_active=True).first()
        known |= self._approved()
        if self.move.sends_order and (lead := lead_of(self.complaint)):  # who assists is due no later
            known["due_at"] = lead.due_at
        return known

    def _approved(self) -> dict[str, Any]:
        """The solution and the sum that the approval covers; nothing where the move needs no approval (R65)."""
        if approval_guards.proposal_approved not in self.move.guards or not self.case.approved_solution:
            return {}
        return {SOLUTION.name: self.case.approved_solution, COMPENSATION.name: self.case.approved_money or None}

    def _kept(self, fact: Fact) -> str:
        """A personal fact on record, masked: a form that is merely opened shows no telephone number."""
        if fact.name not in PERSONAL:
            return ""
        on_record: str = getattr(self.complaint, fact.name)
        return masked(on_record, PERSONAL[fact.name])

    def _news(self) -> dict[str, Any]:
        """The facts typed; of facts that are added to the record only those that say something new."""
        facts = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "key")}
        if not self.move.amends:
            return facts
        on_record = {name: getattr(self.complaint, name, None) for name in facts}
        return {name: value for name, value in facts.items() if value not in ("", None, on_record[name])}

    def mark_what_is_needed(self) -> None:
        """Let each field that another answer calls for show whether it is needed then."""
        situation = self.case.situation
        for fact in self.move.asks:
            if fact.when is not None and fact.name in self.fields:
                self.fields[fact.name].required = fact.is_needed_once_asked(situation)

    def attempt(self, later: OfflineMove | None = None) -> Attempt:
        """Make the move; `later`, where it was made without a network.

        Each reason against it becomes a sentence at its field, and what was typed stays.
        """
        attempt = self._attempt(later)
        if attempt.complaint is None and self._is_on_record():
            return Attempt(200, Complaint.objects.get(pk=self.complaint.pk))
        return attempt

    def _sent_key(self) -> str | None:
        """The key by which this form is known when it is sent twice; None where it carries none."""
        lists = self.data.lists() if isinstance(self.data, QueryDict) else self.data.items()
        typed = sorted((name, repr(value)) for name, value in lists if name not in _NOT_TYPED)
        files = [(name, file.name, file.size) for name in self.files for file in self.files.getlist(name)]
        return sent_key(str(self.data.get(self.add_prefix("key")) or ""), typed, files)

    def _is_on_record(self) -> bool:
        """Whether this very form was sent before, as by a second click, and is on record."""
        sent = self._sent_key()
        found = Entry.objects.filter(complaint=self.complaint, move=self.move.name, account=self.by.account)
        return sent is not None and found.filter(client_key=sent).exists()

    def _attempt(self, later: OfflineMove | None) -> Attempt:
        if not self.is_valid():
            self.refuse()
            return Attempt(422)
        facts = self._news()
        if not facts and self.move.amends:
            self.add_error(None, _("Nothing new has been entered yet."))
            return Attempt(422)
        try:
            version, key = self.cleaned_data.get("version"), self._sent_key()
            moved = ACTIONS[self.move.name](self.complaint, by=self.by, version=version, later=later, key=key, **facts)
        except Refused as refused:
            self._say(refused)
            return Attempt(409)
        except Stale as stale:
            self._see(stale.entries)
            return Attempt(409, entries=stale.entries)
        return Attempt(200, moved)

    def refuse(self) -> None:
        """Say beside what was typed wrong all else that stands against the move, and make nothing."""
        wrong = {name for name in self.errors if name in self.fields}
        found = all_refusals(self.move, self.case, self.actor, self._news(), self.complaint, unread=wrong)
        self._say(Refused([refusal for refusal in found if refusal.fact not in wrong]))

    def _say(self, refused: Refused) -> None:
        self._ask_for_what_is_named(refused)
        add_refusals(self, refused)
        self.refused = tuple(refused.refusals)

    def _ask_for_what_is_named(self, refused: Refused) -> None:
        """Add the fields of facts that are asked for only after a refusal, beside the others of their row."""
        named = {refusal.fact for refusal in refused.refusals}
        later = [fact for fact in self.move.asks if fact.after_refusal and fact.name in named - set(self.fields)]
        self.fields |= {fact.name: field_for(fact, self.context) for fact in later}
        self.order_fields(["version", *(fact.name for fact in self.move.asks)])
        for fact in self.move.asks:
            if fact.after_refusal and fact.name in named:
                self.fields[fact.name].required = True  # the form says so; the workflow has decided it already

    def _see(self, entries: Sequence[Entry]) -> None:
        """Keep what was typed and take note of what others did, so that sending again is a decision."""
        latest = entries[-1].seq if entries else Complaint.objects.values_list("version", flat=True).get(
            pk=self.complaint.pk
        )  # fmt: skip
        typed = cast(Any, self.data).copy()  # a QueryDict keeps its lists only when it copies itself
        typed[self.add_prefix("version")] = str(latest)
        self.data = typed
        self.add_error(None, _("This complaint was changed in the meantime. Look at what changed, then send again."))


def word_of(value: str, words: type[Word]) -> str:
    """The label of a code in the active language; the code itself where there is none."""
    return _(words(value).label) if value in {word.value for word in words} else value
