"""What the search reads: the text of each complaint with its index, and the keys of each person.

Everything here is derived from the record by `actions.engine.index` in the transaction of the change it follows, and
may be thrown away and made again (`heed reindex`).
"""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from heed.insight.search_query import for_fts5, for_tsquery
from heed.records.models._fields import SameKeyField
from heed.records.models.complaint import Complaint
from heed.records.models.old_complaint import OldComplaint
from heed.records.models.person import Person
from heed.records.models.place import Project

_Sql = tuple[str, tuple[Any, ...]]


class SearchText(models.Model):
    """What may be found of a complaint, in lines (`insight.tokens.lines`), and by whom: see `actions.engine.index`."""

    complaint = SameKeyField(Complaint, models.CASCADE, primary_key=True, related_name="search_text")
    text = models.TextField()
    scopes = models.TextField()


class IndexField(models.TextField):  # type: ignore[type-arg]
    """The index of SQLite's FTS5 table (its hidden column), or PostgreSQL's tsvector."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"


@IndexField.register_lookup
class Answers(models.Lookup):  # type: ignore[type-arg]
    """`index__answers=question`: the row meets the question, an `insight.search_query.Asked`."""

    lookup_name = "answers"
    prepare_rhs = False

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> _Sql:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} MATCH %s", (*params, for_fts5(self.rhs))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> _Sql:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} @@ %s::tsquery", (*params, for_tsquery(self.rhs))


class SearchIndex(models.Model):
    """The index over `SearchText`, whose rows go by the id of their complaint. Made by `records.fulltext`.

    On SQLite a contentless FTS5 table, on PostgreSQL a table with a GIN index; no foreign key holds either.
    """

    complaint = models.OneToOneField(
        Complaint, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="search_index"
    )
    index = IndexField(db_column="records_searchindex")

    class Meta:
        managed = False
        db_table = "records_searchindex"


class OldSearchIndex(models.Model):
    """The index over `OldComplaint.text`, made like `SearchIndex`; its rows go by the id of the old complaint."""

    old_complaint = models.OneToOneField(
        OldComplaint, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="search_index"
    )
    index = IndexField(db_column="records_searchindex_old")

    class Meta:
        managed = False
        db_table = "records_searchindex_old"


class PersonToIndex(models.Model):
    """A person whose keys are not written yet, after an import; the importer or else the worker writes them."""

    person = SameKeyField(Person, models.CASCADE, primary_key=True, related_name="+")


class PersonKey(models.Model):
    """One beginning by which a person is found at a project: of the name, the telephone's digits or the home.

    `key` is UTF-8, so that both databases compare it byte by byte and a beginning is a range of the index.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="keys")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=5)
    key = models.BinaryField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["project", "key", "person"], name="person_key")]
