"""Columns that many tables share."""

import json
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from heed.process.words import Word


class CompactEncoder(json.JSONEncoder):
    """JSON as short as it goes: a Chinese character takes three bytes as itself, and six as an escape."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"ensure_ascii": False, "separators": (",", ":")})

    def encode(self, o: Any) -> str:
        """Return the JSON; with escapes after all where half a character would not go into the database."""
        text = super().encode(o)
        try:
            text.encode()
        except UnicodeEncodeError:
            return json.dumps(o, separators=(",", ":"))
        return text


class HexField(models.BinaryField):  # type: ignore[type-arg]
    """Bytes that are written and read as hex digits, such as a digest: half as long in the database."""

    def get_prep_value(self, value: Any) -> Any:
        return bytes.fromhex(value) if isinstance(value, str) else value

    def from_db_value(self, value: Any, *_about: object) -> Any:
        """Return the hex digits; what is no bytes was put there by another program, and fits no seal."""
        return bytes(value).hex() if isinstance(value, bytes | memoryview) else value

    def get_default(self) -> str:
        return ""


class SameKeyField(models.OneToOneField):  # type: ignore[type-arg]
    """The primary key of a row that goes with one other row, and is that row's key.

    SQLite keeps a table by such a key only where its type is called "integer"; else it keeps an index besides.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


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
