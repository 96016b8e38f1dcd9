"""The search index over complaints from old lists: their lines and the scope of their project (R10)."""

from collections.abc import Iterable

from heed.actions.engine.index_table import IndexTable, TokenRow
from heed.insight.tokens import tokens
from heed.records.fulltext import OLD_TABLE
from heed.records.models import OldComplaint

OLD_INDEX = IndexTable(OLD_TABLE)


def index_old(rows: Iterable[OldComplaint]) -> None:
    """Index old complaints that were written in the same transaction."""
    OLD_INDEX.put(map(_tokens, rows))


def unindex_old(rows: Iterable[OldComplaint]) -> None:
    """Take old complaints out of the index before they are deleted."""
    OLD_INDEX.remove([_tokens(row) for row in rows])


def _tokens(row: OldComplaint) -> TokenRow:
    return row.pk, sorted(tokens(row.text) | {f"p{row.project_id}"})
