"""A test with transactions of its own begins with empty tables, and with a timeline that refuses changes."""

from __future__ import annotations

import pytest
from django.db import DatabaseError

from heed.records.models import Entry
from tests.world import World


@pytest.mark.parametrize("turn", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_the_timeline_is_emptied_between_tests_and_guarded_in_each(world: World, turn: str) -> None:
    assert not Entry.objects.exists()
    world.lodge()
    entry = Entry.objects.get()
    with pytest.raises(DatabaseError, match="never"):
        Entry.objects.filter(pk=entry.pk)._raw_delete("default")
    with pytest.raises(DatabaseError, match="never"):
        Entry.objects.update(seq=9)
