"""Refusals in words: each refusal of an action becomes a sentence at the field at fault."""

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.process.case import Refusal
from heed.process.moves import MOVES
from heed.ui import humanize


def sentence(refusal: Refusal) -> str:
    """A refusal in the active language; where what it advises is not the reader's to do, also whose it is."""
    said = _(refusal.text) % {name: _in_words(value) for name, value in refusal.params.items()}
    if not refusal.cure_by:
        return said
    who = {"action": _(MOVES[refusal.cure].label), "who": _(", ").join(_(one.label) for one in refusal.cure_by)}
    return _("%(said)s “%(action)s” is done by: %(who)s.") % (who | {"said": said})


def sentences(refused: Refused) -> list[str]:
    """Why it was refused, in the active language."""
    return [sentence(refusal) for refusal in refused.refusals]


def add_refusals(form: forms.Form, refused: Refused, names: Mapping[str, str] | None = None) -> None:
    """Add each refusal to the field at fault, or to the form; `names` maps facts to fields of another name."""
    for refusal in refused.refusals:
        field = (names or {}).get(refusal.fact, refusal.fact)
        form.add_error(field if field in form.fields else None, sentence(refusal))


def _in_words(value: object) -> object:
    if isinstance(value, datetime):
        return humanize.instant(value)
    return _(value) if isinstance(value, str) and value else value
