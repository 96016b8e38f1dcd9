"""Columns that many tables share."""

from django.db import models

from heed.process.words import Word


def known(column: str, word: type[Word], *, blank: bool = False) -> models.CheckConstraint:
    """A constraint that `column` holds a code of `word` (or nothing, where `blank`)."""
    codes = [member.value for member in word] + ([""] if blank else [])
    return models.CheckConstraint(condition=models.Q(**{f"{column}__in": codes}), name=f"%(class)s_{column}_known")


def in_order(earlier: str, later: str) -> models.CheckConstraint:
    """A constraint that `later` does not lie before `earlier` where both are given."""
    condition = models.Q(**{f"{later}__isnull": True}) | models.Q(**{f"{later}__gte": models.F(earlier)})
    return models.CheckConstraint(condition=condition, name=f"%(class)s_{later}_after_{earlier}")
