"""While a long list comes in, others write: nobody waits for the whole of it, and it is whole all the same."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection

from heed.actions.engine import lookup_keys
from heed.actions.engine.lookup_keys import index_waiting_people
from heed.actions.engine.prepared_rows import prepare
from heed.actions.residents import import_list
from heed.actions.residents.import_list import import_residents
from heed.actions.residents.residents import add_resident
from heed.actions.setup.projects import create_place
from heed.insight.spreadsheets import SheetText, recognise
from heed.process.words import PlaceKind, Tenure
from heed.queries.residents.import_estates import EstateRows
from heed.queries.residents.lookup import find_people
from heed.records.models import Complaint, Occupancy, Person, PersonToIndex, Place
from tests.world import World

PATIENCE = 300
HOMES = 240  # more than two batches of keys


def listed(world: World, homes: int = HOMES) -> EstateRows:
    """A list of so many homes, each with a resident."""
    rows = [[f"{n // 60 + 10}号楼", f"{n % 60 + 101}", f"住户{n}", f"139{n:08}"] for n in range(homes)]
    return {world.project: recognise([SheetText("", [["楼栋", "房号", "姓名", "电话"], *rows])]).lines}


def beside(work: Callable[[], object]) -> threading.Thread:
    """Do the work in a thread with a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def stop_at(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> tuple[threading.Event, threading.Event]:
    """Let the first call of a function end only when the second event comes; the first says that it is there."""
    there, go_on, real = threading.Event(), threading.Event(), getattr(module, name)

    def stopped(*given: Any, **named: Any) -> Any:
        done = real(*given, **named)
        if not there.is_set():
            there.set()
            assert go_on.wait(PATIENCE)
        return done

    monkeypatch.setattr(module, name, stopped)
    return there, go_on


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("module", "name"), [(import_list, "list_plan"), (lookup_keys, "_index_batch")])
def test_a_complaint_is_taken_in_in_the_middle_of_a_long_import(
    world: World, monkeypatch: pytest.MonkeyPatch, module: Any, name: str
) -> None:
    there, go_on = stop_at(monkeypatch, module, name)
    importing = beside(lambda: import_residents(listed(world)))
    assert there.wait(PATIENCE)
    assert world.lodge().number, "the import stands still, and the complaint waits for nothing"
    go_on.set()
    importing.join(PATIENCE)
    assert Complaint.objects.count() == 1
    assert Occupancy.objects.filter(place__path__startswith="1").count() == HOMES
    assert not PersonToIndex.objects.exists()
    assert [found.name for found in find_people([world.project.pk], "13900000239")] == ["住户239"]


@pytest.mark.django_db(transaction=True)
def test_a_home_that_is_added_meanwhile_is_not_added_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    there, go_on = stop_at(monkeypatch, import_list, "list_plan")
    importing = beside(lambda: import_residents(listed(world, 3)))
    assert there.wait(PATIENCE)
    building = create_place(world.project, by=world.lin, kind=PlaceKind.BUILDING, name="10号楼")
    home = create_place(world.project, by=world.lin, kind=PlaceKind.UNIT, name="102", number="10-102", parent=building)
    add_resident(by=world.lin, place=home, tenure=Tenure.OWNER, name="住户1", phone="13900000001")
    go_on.set()
    importing.join(PATIENCE)
    assert Place.objects.filter(path__startswith="10号楼").count() == 4
    assert Person.objects.filter(name__startswith="住户").count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_list_at_once_write_it_once(world: World) -> None:
    both = [beside(lambda: import_residents(listed(world, 30))) for _ in range(2)]
    for importing in both:
        importing.join(PATIENCE)
    assert Place.objects.filter(path__startswith="10号楼 ").count() == 30
    assert Person.objects.filter(name__startswith="住户").count() == 30


def test_an_import_that_fails_in_the_middle_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Place.objects.count(), Person.objects.count()
    monkeypatch.setattr(
        import_list, "prepare",
        lambda model, rows: Fails() if model is PersonToIndex else prepare(model, rows),
    )  # fmt: skip
    with pytest.raises(DatabaseError):
        import_residents(listed(world, 3))
    assert (Place.objects.count(), Person.objects.count()) == before


class Fails:
    """Rows that cannot be written."""

    def or_ignored(self) -> "Fails":
        return self

    def insert(self) -> None:
        raise DatabaseError("no room")


@pytest.mark.django_db(transaction=True)
def test_what_a_process_that_ends_leaves_of_the_keys_the_worker_writes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_list, "_index", lambda: None)
    import_residents(listed(world, 3))
    assert Occupancy.objects.filter(person__name="住户1").exists(), "the list is on record all the same"
    assert not find_people([world.project.pk], "住户1")
    assert index_waiting_people() == 3
    assert [found.name for found in find_people([world.project.pk], "住户1")] == ["住户1"]
