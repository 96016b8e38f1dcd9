"""Second factors: what is recorded of them, and taking away one that was lost."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.outbox import AccountNews, write_account_news
from heed.actions.record.audit import record_event
from heed.actions.staff.passwords import ways_to
from heed.actions.staff.sessions import end_sessions
from heed.process.case import Refusal
from heed.process.words import N_, AuditKind
from heed.queries.setup_access import may_change, setup_access_of
from heed.records.models import Account

#: What the notice to the person is about.
FACTOR_TAKEN = "factor_taken"


@transaction.atomic
def take_factors(account: Account, *, by: Account) -> None:
    """Take a lost second factor away with its recovery codes; the account is signed out everywhere.

    The person is notified in the inbox and by the contact on record. Raises Refused where `by` may not change the
    account, for the own one, and where there is none.
    """
    if not may_change(setup_access_of(by), account) or account.pk == by.pk:
        raise Refused([Refusal(N_("You may not take away this second factor."))])
    if not Authenticator.objects.filter(user=account).delete()[0]:
        raise Refused([Refusal(N_("This account has no second factor."))])
    record_event(AuditKind.FACTOR_TAKEN, by=by, account=account)
    end_sessions(account, by=by)
    news = AccountNews(account, FACTOR_TAKEN, by.name, timezone.now())
    write_account_news(news, [(way, "") for way, _address in ways_to(account.email, account.phone)])


def record_added(user: Account, authenticator: Authenticator, **_signal: Any) -> None:
    """Record that a person set up a factor."""
    record_event(AuditKind.FACTOR_ADDED, by=user, account=user, facts={"factor": str(authenticator.type)})


def record_removed(user: Account, authenticator: Authenticator, **_signal: Any) -> None:
    """Record that a person removed a factor of their own."""
    record_event(AuditKind.FACTOR_REMOVED, by=user, account=user, facts={"factor": str(authenticator.type)})


def record_wrong_code(request: HttpRequest, user: Account, **_signal: Any) -> None:
    """Record a wrong code as a failed sign-in."""
    address = str(request.META.get("REMOTE_ADDR", ""))[:45]
    record_event(AuditKind.SIGN_IN_FAILED, account=user, address=address, facts={"factor": "code"})
