"""The exceptions of actions; where one is raised, nothing was written."""

from collections.abc import Sequence

from heed.process.case import Refusal
from heed.process.words import N_, Role
from heed.queries.access import access_of
from heed.records.models import Account, Entry, Project


class NotDone(Exception):
    """The action was not executed, and nothing was written."""


class Refused(NotDone):
    """The rules do not allow it: each of `refusals` has a message id, its parameters and the field at fault."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(refusal.text % refusal.params for refusal in refusals))
        self.refusals = tuple(refusals)


class Stale(NotDone):
    """The complaint was changed meanwhile: `entries` are those since the version that the user saw."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__("the complaint was changed meanwhile")
        self.entries = tuple(entries)


def refuse_without_duty(by: Account, project: Project, roles: Sequence[Role]) -> None:
    """Raise Refused for an account that holds none of these roles at the project."""
    projects = access_of(by).projects(roles)
    if projects is not None and project.pk not in projects:
        raise Refused([Refusal(N_("Your duties do not include this."))])


def refuse_without_words(words: str, fact: str = "words") -> None:
    """Raise Refused, at this fact, where nothing was written down."""
    if not words.strip():
        raise Refused([Refusal(N_("Write it down."), fact)])
