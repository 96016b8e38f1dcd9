"""People of contractors, such as a lift firm: they receive orders of a department by links and never sign in (R65)."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction

from heed.actions.engine.errors import Refused
from heed.actions.setup.founding import add_account, give_duty
from heed.actions.staff.duty_rules import refuse_duty
from heed.i18n import languages
from heed.process.case import Refusal
from heed.process.preferences import NoticeWay, Wishes
from heed.process.words import N_, Role
from heed.queries.setup_access import setup_access_of
from heed.records.models import Account, Department

_NO_CONTACT = N_("Enter a telephone or an e-mail: the link of an order goes there.")


@transaction.atomic
def add_contractor(*, by: Account, name: str, department: Department | None, **contact: str) -> Account:
    """Create a person of a contractor; `contact`: phone, email and language.

    Raises Refused where no link can be sent to the person, or `by` may not give the duty.
    """
    refuse_without_contact(contact)
    refuse_duty(setup_access_of(by), Role.OPERATOR, None, department)
    details = {"language": languages.DEFAULT.code} | {fact: value for fact, value in contact.items() if value}
    account = add_account(f"link-{uuid4().hex}", name, by=by, by_link=True, wishes=_wishes(contact), **details)
    give_duty(account, Role.OPERATOR, None, department, by=by)
    return account


def refuse_without_contact(facts: Mapping[str, str]) -> None:
    """Raise Refused where neither a telephone nor an e-mail is among the facts."""
    if not facts.get("phone") and not facts.get("email"):
        raise Refused([Refusal(_NO_CONTACT, "phone")])


def link_ways_of(account: Account, facts: Mapping[str, str]) -> dict[str, Any]:
    """Return the column of the ways by which links reach a person of a contractor; of other accounts nothing."""
    return {"wishes": _wishes(facts)} if account.by_link else {}


def _wishes(facts: Mapping[str, str]) -> dict[str, Any]:
    """By every way there is, at once, at any hour."""
    ways = ((NoticeWay.SMS, facts.get("phone")), (NoticeWay.MAIL, facts.get("email")))
    return Wishes(ways=tuple(way for way, address in ways if address)).as_document()
