"""A complaint in which people may be in danger: the work order filled in, who is called, what to say, whom to dial."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from heed.move_forms.form import Attempt, MoveForm
from heed.process.facts import FILES
from heed.process.move import Move
from heed.process.moves import MOVES
from heed.process.policy import Policy
from heed.process.words import ClockKind
from heed.queries.actor import staff
from heed.queries.orders.suggestion import people_for
from heed.queries.rota.on_duty import on_duty_now
from heed.records.models import Account, Clock, Complaint, Order
from heed.ui.names import category_name, in_words, policy_for


@dataclass
class Danger:
    """One complaint in danger for one account; `move` is the one that was sent with `data`, "" where none was."""

    complaint: Complaint
    account: Account
    move: str = ""
    data: Mapping[str, Any] | None = None
    files: Mapping[str, Any] | None = None

    @cached_property
    def policy(self) -> Policy:
        return policy_for(self.complaint)

    @cached_property
    def order_form(self) -> MoveForm:
        """The order, filled in: the category's department, its best person on duty, what and where, until when."""
        form = MoveForm(self.complaint, "order", staff(self.account), self._sent("order"), initial=self._order())
        form.fields["work"].widget.attrs["rows"] = 2
        return form

    @cached_property
    def safe_form(self) -> MoveForm:
        """The record that everybody is safe."""
        form = MoveForm(self.complaint, "all_safe", staff(self.account), self._sent("all_safe"), auto_id="id_safe_%s")
        form.fields["words"].widget.attrs["rows"] = 1
        return form

    @cached_property
    def files_form(self) -> MoveForm:
        """Photos and scans, chosen here or in the form that led here."""
        data = self._sent("attach")
        files = None if data is None else self.files
        return MoveForm(self.complaint, "attach", staff(self.account), data, files, auto_id="id_files_%s")

    def _sent(self, move: str) -> Mapping[str, Any] | None:
        return self.data if self.move == move else None

    def _order(self) -> dict[str, Any]:
        complaint, now = self.complaint, timezone.now()
        what = category_name(self.policy, complaint.category) if complaint.category else complaint.title
        minutes = self.policy.clocks.of(ClockKind.ARRIVAL).at(complaint.level).limit or 60
        given: dict[str, Any] = {
            "work": " · ".join(filter(None, (what, complaint.where or complaint.unit, complaint.hurt))),
            "due_at": timezone.localtime(now + timedelta(minutes=minutes)).replace(second=0, microsecond=0),
        }
        code = self.policy.leaf(complaint.category).department if complaint.category else ""
        department = complaint.project.departments.filter(code=code, is_active=True).first()
        if department is not None:
            people = people_for(complaint, department, self.policy, now)
            on_duty = [one for one in people if one.on_duty]
            given |= {"department": department, "account": on_duty[0].account_id if on_duty else None}
        return given

    def attempt(self) -> Attempt:
        """Make the move that was sent."""
        forms = (self.order_form, self.safe_form, self.files_form)
        return next(form for form in forms if form.move == self._row).attempt()

    @property
    def _row(self) -> Move:
        return MOVES[self.move]

    @cached_property
    def orders(self) -> list[Order]:
        """The work orders sent so far, with who has them."""
        return list(self.complaint.orders.select_related("department", "account").order_by("pk"))

    @property
    def words(self) -> tuple[str, str]:
        """What to say to people in danger, and what they must not do; empty where the policy says nothing."""
        known = self.policy.words_for(self.complaint.category)
        return (in_words(known.say), in_words(known.never)) if known is not None else ("", "")

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """Whom to dial: the name and the number, those for this category first."""
        return [(in_words(one.names), one.number) for one in self.policy.numbers_for(self.complaint.category)]

    @cached_property
    def called(self) -> list[tuple[Account, bool]]:
        """Who got the notice of the emergency, in whichever way, and whether on duty now; who is on duty first."""
        notices = self.complaint.notices.filter(made_at=self.complaint.received_at, account__isnull=False)
        people = Account.objects.filter(pk__in=notices.values("account")).order_by("name")
        on_duty = on_duty_now(self.complaint.project, timezone.now())
        return sorted(((one, one.pk in on_duty) for one in people), key=lambda found: not found[1])

    @cached_property
    def clock(self) -> Clock | None:
        """The clock that runs until everybody is safe."""
        return self.complaint.clocks.filter(kind=ClockKind.SAFETY, stopped_at__isnull=True).first()

    @property
    def notice(self) -> str:
        """What is said when the move has been made."""
        if self._row.sends_order:
            return _("The work order has been sent.")
        return _("The files are on record.") if FILES in self._row.asks else _("Everybody is safe: that is on record.")
