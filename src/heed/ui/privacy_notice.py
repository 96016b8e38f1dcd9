"""The words of an estate's privacy notice in every language, from the table of purposes."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from heed.i18n.languages import BY_CODE
from heed.process.policy.terms import RetentionTerms
from heed.process.privacy.table import HELD, Held
from heed.process.words import Keeping


def notice_document(terms: RetentionTerms) -> dict[str, Any]:
    """Return the rows of the notice by language: what, what for, on which ground, who sees it, how long, how erased."""
    return {code: _in(code, terms) for code in BY_CODE}


def kept_for(keeping: Keeping, terms: RetentionTerms) -> str:
    """Return how long something is kept, in the active language."""
    months = {
        Keeping.MATTERS: terms.matter_months, Keeping.TALKS: terms.talk_months,
        Keeping.RESIDENTS: terms.resident_months, Keeping.OLD: terms.old_months,
    }  # fmt: skip
    return _(keeping.label) % {"months": months[keeping]} if keeping in months else _(keeping.label)


def _in(code: str, terms: RetentionTerms) -> list[dict[str, str]]:
    with translation.override(code):
        return [_row(held, terms) for held in HELD if not held.of_staff]


def _row(held: Held, terms: RetentionTerms) -> dict[str, str]:
    words = {"what": held.what, "purpose": held.purpose, "because": held.because, "seen_by": held.seen_by}
    return {name: _(text) for name, text in words.items()} | {
        "kept": kept_for(held.keeping, terms), "erased": _(held.erased),
    }  # fmt: skip
