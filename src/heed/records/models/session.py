"""Where each account is signed in, and what it typed when its session had ended."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from heed.records.models.staff import Account


class AccountSession(AbstractBaseSession):
    """One session: a browser signed in as an account, or (none) a visitor's. `heed.records.sessions` writes it."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=300, blank=True)  # as the browser names itself
    provider = models.CharField(max_length=20, blank=True)  # by which the account signed in; "": by the password
    began_at = models.DateTimeField(null=True)
    worked_at = models.DateTimeField(null=True)  # the last work in it, to about a minute


class KeptForm(models.Model):
    """What was typed into the form at `path` without a session: pairs of name and value, for its account alone."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    path = models.TextField()
    fields = models.JSONField(default=list)
    at = models.DateTimeField(db_index=True)
