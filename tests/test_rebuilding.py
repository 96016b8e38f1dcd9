"""What tests begin with is inserted as the actions built it: the same rows, found by the same searches."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from heed.queries.complaints.search import search_complaints
from heed.records.models import Account, SearchText
from tests import rebuilding
from tests.rooms.lived import build_lived


def begun() -> tuple[dict[str, list[Any]], list[str]]:
    """The rows of every table, and what a search finds, of an estate that is then taken back."""
    with transaction.atomic():
        world = rebuilding.rebuilt(build_lived)
        models = [model for model in apps.get_app_config("records").get_models() if model._meta.managed]
        rows = {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}
        hits = [hit.number for hit in search_complaints(world.lin, "电梯").rows]
        transaction.set_rollback(True)
    for account in rows[Account.__name__]:
        del account["made_at"]  # it is the moment of the insert
    for said in rows[SearchText.__name__]:
        said["text"] = sorted(said["text"].split("\n"))  # in whatever order
    return rows, hits


def test_what_is_rebuilt_has_the_rows_of_what_was_built_and_is_found_as_it_was(
    db: None, nobody_is_drawn: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "_kept", {})
    built = begun()
    assert rebuilding._kept
    assert begun() == built
    assert len(built[0]["Entry"]) > 10
    assert built[1]
