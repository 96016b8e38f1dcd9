"""A form field for each kind of fact."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db.models import Q
from django.utils.translation import gettext as _

from heed.insight.tokens import folded
from heed.process.case import Case, Participant
from heed.process.facts import WOULD_NOT_SAY, Fact, Kind, StaffChoice
from heed.process.move import Move
from heed.process.roles import SUPERIORS
from heed.process.words import OrderState
from heed.process.workflow import orders_for
from heed.queries.access import complaints_visible_to
from heed.queries.rota.absences import is_absent
from heed.queries.rota.on_duty import on_duty_now
from heed.records.models import Account, Complaint, Department, Order
from heed.ui import names
from heed.ui.fields import InstantField
from heed.ui.people_field import PeopleField
from heed.ui.widgets import Chips, FilesField, Signature

#: A choice of more than this many is a list to open, not a row of pills.
MANY = 6
#: So many categories that the owner's words speak of stand first.
LIKELY = 3
PNG = "data:image/png;base64,"


@dataclass(frozen=True, slots=True)
class FieldContext:
    """What a field is made for: the complaint, its case, who acts, the move, and the account that fills it in."""

    complaint: Complaint
    case: Case
    actor: Participant
    move: Move
    account: Account | None


class SignatureField(forms.CharField):
    """A signature: cleans from a data URL to a PNG file, from a scan to that file, or to None (R54)."""

    widget = Signature

    def clean(self, value: Any) -> "File[Any] | None":
        if isinstance(value, File):
            return value
        text = super().clean(value)
        if not text:
            return None
        if not text.startswith(PNG):
            raise ValidationError(_("This signature could not be read. Please sign again."))
        try:
            body = base64.b64decode(text.removeprefix(PNG), validate=True)
        except binascii.Error as broken:
            raise ValidationError(_("This signature could not be read. Please sign again.")) from broken
        return ContentFile(body, name="signature.png")


class NumberedComplaint(forms.CharField):
    """The number of another complaint that the person may see: cleans to the complaint."""

    def __init__(self, account: Account | None, **options: Any) -> None:
        super().__init__(**options)
        self.account = account

    def clean(self, value: Any) -> Complaint | None:
        number = super().clean(value).strip().upper()
        if not number or self.account is None:
            return None
        found = complaints_visible_to(self.account).filter(number=number).first()
        if found is None:
            raise ValidationError(_("There is no complaint %(number)s that you may see.") % {"number": number})
        return found


class _Named(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among records, each called by what `name` says."""

    def __init__(self, name: Callable[[Any], str], **options: Any) -> None:
        self.name = name
        super().__init__(**options)

    def label_from_instance(self, record: Any) -> str:
        return self.name(record)


def field_for(fact: Fact, context: FieldContext) -> forms.Field:
    """The field of this fact, labelled and hinted in the active language."""
    options: dict[str, Any] = {
        "label": _(fact.label),
        "help_text": _(fact.hint) if fact.hint else "",
        "required": fact.is_needed(context.case.situation, {}) and fact.when is None,
    }
    return _MAKERS[fact.kind](fact, context, options)


def _line(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=fact.longest, **options)


def _text(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=20_000, widget=forms.Textarea({"rows": 3}), **options)


def _instant(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    return InstantField(**options)


def _flag(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    return forms.BooleanField(**options | {"required": options["required"] and fact.kind is Kind.YES})


def _choice(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    assert fact.choices is not None
    codes = getattr(context.case, fact.codes_of_case) if fact.codes_of_case else None
    choices = [(code, _(label)) for code, label in fact.choices.choices() if codes is None or code in codes]
    choices = [choice for choice in choices if choice[0] not in fact.leaves_out]
    return _chips(choices, options | {"initial": fact.usual})


def _chips(choices: list[tuple[str, str]], options: dict[str, Any]) -> forms.Field:
    if len(choices) > MANY:
        return forms.ChoiceField(choices=[("", _("Choose…")), *choices], **options)
    return forms.ChoiceField(choices=choices, widget=Chips(), **options)


def _level(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    return _chips([(level.code, names.in_words(level.names)) for level in context.case.policy.levels], options)


def _category(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    policy = context.case.policy
    spoken = policy.suggest_category(folded(context.complaint.content))[:LIKELY]
    likely = [(leaf.code, names.category_name(policy, leaf.code)) for leaf in spoken]
    first = [(_("Likely"), likely)] if likely else []
    return forms.ChoiceField(choices=[("", _("Choose…")), *first, *names.category_choices(policy)], **options)


def _pause(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    idle = context.case.idle_pauses
    reasons = [reason for reason in context.case.policy.pauses if reason.code not in idle]
    choices = [(reason.code, names.in_words(reason.names)) for reason in reasons]
    return forms.ChoiceField(choices=[("", _("Choose…")), *choices], **options)


def _account(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    here = context.complaint.project_id
    with_duty = Q(duties__project=here) | Q(duties__project__isnull=True)
    crew = Q(duties__department__project=here)
    offered = {StaffChoice.WITH_DUTY: with_duty, StaffChoice.CREW: crew, StaffChoice.ALL: with_duty | crew}
    offered[StaffChoice.SUPERIORS] = with_duty & Q(duties__role__in=[role.value for role in SUPERIORS])
    offered[StaffChoice.ACCUSED] = Q(pk__in=context.case.accused)
    active = Account.objects.filter(offered[fact.staff], is_active=True)
    if fact.staff is StaffChoice.WITH_DUTY:
        active = active.filter(by_link=False)
    if fact.staff is not StaffChoice.ACCUSED:
        active = active.exclude(pk__in=context.case.accused)
    elif len(context.case.accused) == 1:
        options["initial"] = next(iter(context.case.accused))
    accounts = active.distinct()
    found = accounts.annotate(is_away=is_absent(context.case.now, "pk")).order_by("name")
    return PeopleField(
        found,
        project=here,
        likely=on_duty_now(context.complaint.project, context.case.now),
        named=_with_leave,
        empty_label=_("Choose…"),
        **options,
    )


def _with_leave(account: Any) -> str:
    return _("%(name)s (on leave)") % {"name": account.name} if account.is_away else str(account.name)


def _department(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    found = Department.objects.filter(project=context.complaint.project_id, is_active=True).order_by("pk")
    policy = context.case.policy
    return _Named(
        lambda department: names.department_name(department, policy),
        queryset=found,
        empty_label=_("Choose…"),
        **options,
    )


def _order(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    ready = orders_for(context.move, context.case, context.actor)
    found = Order.objects.filter(pk__in=ready).select_related("department", "account").order_by("pk")
    policy = context.case.policy

    def name(order: Order) -> str:
        where = names.department_name(order.department, policy)
        who = f" · {order.account.name}" if order.account else ""
        return f"{where}{who}: {order.work[:40]} ({_(OrderState(order.state).label)})"

    if len(ready) == 1:
        options |= {"initial": ready[0], "widget": forms.HiddenInput()}
    return _Named(name, queryset=found, empty_label=_("Choose…"), **options)


def _complaint(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    return NumberedComplaint(context.account, **options | {"help_text": _("Its number, such as CH-20261121-014")})


def _money(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    label = f"{options['label']} ({context.complaint.project.currency})"
    return forms.DecimalField(min_value=0, max_digits=12, decimal_places=2, **options | {"label": label})


def _rating(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    stars = [(str(number), str(number)) for number in range(1, 6)]
    if fact.required:  # staff ask; an owner may refuse
        stars.append((WOULD_NOT_SAY, _("Would not say")))
    return forms.TypedChoiceField(choices=stars, coerce=_mark, empty_value=None, widget=Chips(), **options)


def _mark(code: str) -> int | str:
    return code if code == WOULD_NOT_SAY else int(code)


def _signature(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    return SignatureField(**options)


def _files(fact: Fact, context: FieldContext, options: dict[str, Any]) -> forms.Field:
    return FilesField(**options)


_MAKERS: dict[Kind, Callable[[Fact, FieldContext, dict[str, Any]], forms.Field]] = {
    Kind.LINE: _line,
    Kind.TEXT: _text,
    Kind.INSTANT: _instant,
    Kind.YES: _flag,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.LEVEL: _level,
    Kind.CATEGORY: _category,
    Kind.PAUSE: _pause,
    Kind.ACCOUNT: _account,
    Kind.DEPARTMENT: _department,
    Kind.ORDER: _order,
    Kind.COMPLAINT: _complaint,
    Kind.MONEY: _money,
    Kind.RATING: _rating,
    Kind.SIGNATURE: _signature,
    Kind.FILES: _files,
}
