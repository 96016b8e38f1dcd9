"""The sessions of an account: where it is signed in."""

from django.contrib.sessions.models import Session

from heed.records.models import Account


def end_sessions(account: Account) -> int:
    """Sign the account out everywhere, at once; return how many sessions ended."""
    theirs = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(account.pk)
    ]
    return Session.objects.filter(pk__in=theirs).delete()[0]
