"""Writing a table of the full-text index: the tokens of each row, by its id."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

#: The id of a row, and its tokens.
TokenRow = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class IndexTable:
    """One of the tables of `records.fulltext`."""

    name: str

    def put(self, rows: Iterable[TokenRow]) -> None:
        """Store rows that are not in the index yet."""
        name = self.name
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                vector = "array_to_tsvector(string_to_array(%s, ' '))"  # a text is sent faster than an array of texts
                statement = f"INSERT INTO {name} (rowid, {name}) VALUES (%s, {vector})"  # noqa: S608
            else:
                statement = f"INSERT INTO {name} (rowid, words) VALUES (%s, %s)"  # noqa: S608
            cursor.executemany(statement, [(pk, " ".join(tokens)) for pk, tokens in rows])

    def remove(self, rows: Iterable[TokenRow]) -> None:
        """Remove rows from the index; FTS5 keeps no copy of their text and needs it again for that."""
        name = self.name
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"DELETE FROM {name} WHERE rowid = ANY(%s)", [[pk for pk, _ in rows]])  # noqa: S608
            else:
                statement = f"INSERT INTO {name} ({name}, rowid, words) VALUES ('delete', %s, %s)"  # noqa: S608
                cursor.executemany(statement, [(pk, " ".join(tokens)) for pk, tokens in rows])

    def change(self, pk: int, gone: Sequence[str], added: Sequence[str]) -> None:
        """Take tokens out of a row and add others.

        Without positions FTS5 keeps each token of a row by itself, so it is given no other: to take all out and put
        them back leaves marks of each in its index, for good. It counts the rows that come and go, and must not come
        below none: so that what is taken out is always followed by what is put in, be it nothing.
        """
        name = self.name
        if connection.vendor == "postgresql":
            kept = f"ts_delete({name}, %s::text[]) || array_to_tsvector(%s::text[])"
            with connection.cursor() as cursor:
                cursor.execute(f"UPDATE {name} SET {name} = {kept} WHERE rowid = %s", [list(gone), list(added), pk])  # noqa: S608
            return
        if gone:
            self.remove([(pk, gone)])
        self.put([(pk, added)])

    def empty(self) -> None:
        """Remove every row."""
        name = self.name
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608
            else:
                cursor.execute(f"INSERT INTO {name} ({name}) VALUES ('delete-all')")  # noqa: S608
