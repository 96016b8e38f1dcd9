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


def where_given(table: str, *columns: str) -> list[models.Index]:
    """Indexes over columns that most rows leave empty: only the others are in them, so that writing stays cheap.

    The columns themselves have `db_index=False`, as have those with which a longer index begins and those that nobody
    searches by.
    """
    return [
        models.Index(
            fields=[column], condition=models.Q(**{f"{column}__isnull": False}), name=f"{table}_{column}_given"
        )
        for column in columns
    ]
