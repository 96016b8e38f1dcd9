"""Sentences that Heed itself writes into the record: in the language of its project."""

from django.utils import translation
from django.utils.translation import gettext as _

from heed.records.models import Project


def own_words(project: Project, message: str, **facts: str) -> str:
    """Return the message in the language of the project, whatever the language of the person who acts.

    A text that is no message of Heed, as a person has typed it, comes back as it is.
    """
    with translation.override(project.language):
        return _(message) % facts if facts else _(message)
