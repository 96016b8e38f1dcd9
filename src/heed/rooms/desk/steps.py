"""The steps of a complaint that is still at the desk: read back, then settle or promise (R50, R54, R55)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from heed.coach import KnownFacts
from heed.coach.from_record import called_facts
from heed.coach.phrases import restatement
from heed.move_forms.form import Attempt, MoveForm
from heed.process import approval_guards, guards
from heed.process.case import Refusal
from heed.process.facts import RESTATED
from heed.process.move import Move
from heed.process.moves import MOVES, ROWS
from heed.process.settling import CALLED_NUMBER, CONFIRMED_BY
from heed.process.words import ApprovalSubject, Channel, ClockKind, ConfirmedBy, Emotion, Remit, Stage
from heed.process.workflow import is_open_to, obstacles
from heed.queries.actor import staff
from heed.queries.complaints.case import is_out_of_reach, missing_facts
from heed.queries.complaints.case_rows import open_promise, running_clocks
from heed.queries.complaints.clarified import clarified
from heed.queries.policies import policy_of
from heed.queries.reception import Meeting
from heed.records.models import Account, Complaint
from heed.ui import humanize
from heed.ui.names import category_name, policy_for
from heed.ui.refusals import sentence
from heed.ui.widgets import Chips

#: The steps of a reception: the reading back first.
STEPS = tuple(row for row in ROWS if row.desk_step)
#: How an owner confirms who came or called.
_CONFIRMED_BY = {Channel.VISIT: ConfirmedBy.SIGNATURE, Channel.PHONE: ConfirmedBy.PHONE}
LEVELS = {"major": "warn", "emergency": "hot"}
_LONG = ("restated", "solution", "words", "opinion", "apology", "confirmation", "course", "why_both")


def step_of(complaint: Complaint, chosen: str) -> str:
    """The step to show: first the reading back, then the chosen one; "" once the desk has done its part."""
    if complaint.stage == Stage.RECEIVED:
        return STEPS[0].name
    if complaint.stage == Stage.VERIFIED:
        following = steps_after_reading_back(complaint)
        usual = next((row.name for row in following if row.makes_promise), "")
        return chosen if chosen in [row.name for row in following] else usual
    return ""


def steps_after_reading_back(complaint: Complaint) -> list[Move]:
    """The steps after the owner confirmed the key points: settle or, where the owner can be reached, promise."""
    following = [row for row in STEPS if Stage.VERIFIED in row.at]
    return [row for row in following if may_be_promised(complaint) or not row.makes_promise]


def may_be_promised(complaint: Complaint) -> bool:
    """Whether the owner can be reached with a promise (R6, R55)."""
    return not is_out_of_reach(complaint)


class DeskStep:
    """The form of one step; for a promise also the facts of R4 that are still missing."""

    def __init__(
        self,
        complaint: Complaint,
        name: str,
        by: Account,
        facts: KnownFacts,
        data: Mapping[str, Any] | None = None,
        files: "MultiValueDict[str, UploadedFile] | None" = None,
        number: str = "",
    ) -> None:
        """`number`: the one on which the owner is speaking now."""
        self.complaint, self.name, self.by, self.facts = complaint, name, staff(by), facts
        self.data, self.files, self.number = data, files, number
        self.form = self._form()
        lacking = [fact.name for fact in missing_facts(complaint)] if MOVES[name].makes_promise else []
        self.more = MoveForm(complaint, "amend", self.by, data, prefix="more") if lacking else None
        self.lacking = [self.more[fact] for fact in lacking] if self.more is not None else []

    @property
    def template(self) -> str:
        """The part that lays the fields out; what another answer calls for is shown as needed."""
        self.form.mark_what_is_needed()
        return f"desk/parts/{self.name}.html"

    @property
    def first(self) -> list[tuple[str, str]]:
        """What has to be done before this step, and the address of the move that does it; "" where there is none."""
        case, move = self.form.case, self.form.move
        found: list[Refusal | None] = [refusal for refusal in self.form.refused if self._address(refusal.cure)]
        found = found or list(obstacles(move, case, self.form.actor))
        if approval_guards.proposal_approved in move.guards and approval_guards.above_limits(case, 0):
            found.append(approval_guards.approved(ApprovalSubject.PROPOSE)(case))
        return [(sentence(refusal), self._address(refusal.cure)) for refusal in found if refusal is not None]

    def _address(self, cure: str) -> str:
        move = MOVES.get(cure)
        if move is None or move.desk_step or not is_open_to(move, self.form.case, self.form.actor):
            return ""
        address = reverse("complaint:move", args=[self.complaint.number, cure])
        back = f"{reverse('desk:case', args=[self.complaint.number])}?step={self.name}"
        promises = guards.within_longest_reply in self.form.move.guards
        subject = ApprovalSubject.LONG_PROMISE if promises else ApprovalSubject.PROPOSE
        return f"{address}?{urlencode({'subject': subject.value, 'next': back})}"

    def _form(self) -> MoveForm:
        form = MoveForm(
            self.complaint, self.name, self.by, self.data, self.files, initial=self._initial(), prefix=None
        )  # fmt: skip
        for name, tones in (("emotion", {"agitated": "warn"}), ("level", LEVELS)):
            field = form.fields.get(name)
            if field is not None:
                field.widget = Chips(tones=tones, choices=field.choices)  # type: ignore[attr-defined]
        if "wants" in form.fields:
            form.fields["wants"].help_text = ""
        for name in _LONG:
            if name in form.fields:
                form.fields[name].widget.attrs["rows"] = 4 if name == "restated" else 2
        return form

    def _initial(self) -> dict[str, Any]:
        if RESTATED in MOVES[self.name].asks:
            return {
                "restated": restatement(self.facts),
                "remit": Remit.OURS,
                "emotion": self.facts.emotion or Emotion.CALM,
                "level": self.complaint.level,
            }
        if CONFIRMED_BY in MOVES[self.name].asks:
            known = {CONFIRMED_BY.name: _CONFIRMED_BY.get(Channel(self.complaint.channel), "")}
            return known | {CALLED_NUMBER.name: self.number}
        return {}

    def attempt(self) -> Attempt:
        """Amend the missing facts, then execute the move."""
        if self.more is not None and any(bound.value() for bound in self.lacking):
            added = self.more.attempt()
            if added.complaint is None:
                self.form.refuse()
                return added
            self.complaint = added.complaint
            self.data = {**(self.data or {}), "version": str(added.complaint.version)}
            self.form = self._form()
        return self.form.attempt()


def facts_for_coach(
    complaint: Complaint, by: Account, meeting: Meeting | None, now: datetime, step: str = ""
) -> KnownFacts:
    """The complaint's facts for the coach; `step`: the step that the desk is at."""
    repair = complaint.repeat_of if complaint.repeat_of is not None and complaint.repeat_of.handled_at else None
    policy = policy_for(complaint)
    promise = open_promise(complaint)
    call = next((clock for clock in running_clocks(complaint) if clock.kind == ClockKind.FRIENDLY_CALL), None)
    return KnownFacts(
        now=now.astimezone(ZoneInfo(complaint.project.timezone)),
        channel=complaint.channel,
        emotion=meeting.emotion if meeting is not None else complaint.emotion,
        project=complaint.project.name,
        speaker=by.name,
        honorific=complaint.person.honorific if complaint.person else "",
        last_at=repair.handled_at if repair else None,
        last_what=(complaint.about or complaint.where or repair.title) if repair else "",
        number=complaint.number,
        verified=complaint.stage != Stage.RECEIVED,
        safe=complaint.safe_at is not None,
        promised_at=promise.due_at if promise else None,
        closed=complaint.stage == Stage.CLOSED,
        settling=bool(step) and CONFIRMED_BY in MOVES[step].asks,
        call_at=call.limit_at if call else None,
        **clarified([complaint])[complaint.pk].facts,
        calm_may_be_asked=policy.manners.calm_may_be_asked,
        matter=category_name(policy, complaint.category),
        **called_facts(meeting, by, now),
        case_owner=complaint.case_owner.name,
        **{name: getattr(complaint, name) for name in
           ("name", "contact", "unit", "anonymous", "unreachable", "abusive", "content", "happened", "where", "hurt",
            "about", "wants", "course")},
    )  # fmt: skip


def quick_times(complaint: Complaint, now: datetime) -> list[dict[str, str]]:
    """Times to promise with one press, all within the longest reply of the policy (R55): value and words."""
    zone = ZoneInfo(complaint.project.timezone)
    here = now.astimezone(zone).replace(second=0, microsecond=0)
    latest = here + timedelta(minutes=policy_of(complaint.policy_id).promise.longest_minutes)
    soon = here + timedelta(minutes=30)
    offers = [(_("In half an hour"), soon), (_("In two hours"), here + timedelta(hours=2))]
    for days in (0, 1):
        for hour in (12, 15, 18) if days == 0 else (10, 15):
            at = here.replace(hour=hour, minute=0) + timedelta(days=days)
            offers.append((capfirst(humanize.instant(at, now)), at))
    seen: set[datetime] = set()
    kept = []
    for words, at in offers:
        if here + timedelta(minutes=20) < at <= latest and at not in seen:
            seen.add(at)
            shown = timezone.localtime(at)
            kept.append({"value": shown.strftime("%Y-%m-%dT%H:%M"), "words": words})
    return kept[:6]
