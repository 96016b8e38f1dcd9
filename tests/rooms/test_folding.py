"""What was typed is looked up in one form at every door: desk, portal, search, Setup, way back (R3, R10, R40)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from heed.actions.setup import founding
from heed.process.words import PlaceKind, Tenure
from heed.queries.complaints.search import search_complaints
from heed.queries.residents.lookup import find_people
from heed.queries.residents.matching import home_numbered
from heed.records.models import Complaint, Person, Place
from heed.rooms.desk.forms import typed_as
from heed.rooms.setup.people.forms import HomeField
from tests.rooms.test_portal import report
from tests.world import World

#: One home, as people type it.
HOMES = (
    "36-102", "36号楼102室", "36号楼 102", "36栋102", "36棟102室", "36幢102房", "３６－１０２", "36 - 102", "36#102",
    "三十六号楼102", "第36栋102号", "36\u200b-102", "36—102", "36／102", "Block 36 Flat 102",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _no_guess_was_made(db: None) -> None:
    cache.clear()


@pytest.fixture(params=["36-102", "36栋102", ""])
def home(request: pytest.FixtureRequest, world: World) -> Place:
    """A home whose number was entered in one way, in another, or not at all, and its owner."""
    building = founding.add_place(world.project, PlaceKind.BUILDING, "36号楼")
    place = founding.add_place(world.project, PlaceKind.UNIT, "102", building, request.param)
    founding.add_place(world.project, PlaceKind.UNIT, "1102", building, "36-1102")
    founding.add_occupancy(founding.add_person("欧阳国栋", "020-8888 0003"), place, Tenure.OWNER)
    return place


@pytest.mark.rule("R10")
def test_a_home_is_the_same_in_every_writing_at_every_door(world: World, home: Place) -> None:
    field = HomeField([world.project])
    for typed in HOMES:
        assert [found.name for found in find_people([world.project.pk], typed)] == ["欧阳国栋"], typed
        assert home_numbered(world.project, typed) == home, typed
        assert field.clean(typed) == home, typed


@pytest.mark.rule("R10")
def test_the_portal_recognises_what_the_desk_recognises(client: Client, world: World, home: Place) -> None:
    owner = Person.objects.get(name="欧阳国栋")
    for contact in ("+86 20 8888 0003", "０２０－８８８８０００３", "88880003", "0086-20-88880003", "020-88880003转6"):
        told = report(client, name="歐陽國棟", unit="36號樓102室", contact=contact, client_key="k" * 16 + contact[-1])
        assert (told.person, told.place) == (owner, home), contact


def test_a_search_of_complaints_folds_telephones_homes_scripts_and_hidden_characters(world: World) -> None:
    complaint = world.lodge(person=None, place=None, name="歐陽國棟", unit="36号楼102室", contact="+86 20 8888 0003")
    numbers = (
        "020-88880003",
        "０２０８８８８０００３",
        "+862088880003",
        "88880003",
        "88880003 36-102",
        "36栋102 020-88880003",
    )
    typed = (*HOMES, *numbers, "欧阳国栋", "歐陽", "欧\u200b阳",
             f"{complaint.number} 欧阳", complaint.number.replace("-", "－"))  # fmt: skip
    for text in typed:
        assert [hit.id for hit in search_complaints(world.lin, text)] == [complaint.pk], text


@pytest.mark.rule("R68")
def test_the_way_back_knows_the_number_however_it_is_typed(client: Client, world: World) -> None:
    number = report(client, contact="020-8888 0003转801").number
    wide = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}
    for typed in (
        number.translate(wide),
        number.replace("-", " "),
        number.replace("-", "—"),
        f"\u200b{number.lower()}",
    ):
        answer = client.post("/p/cuihu/find/", {"number": typed})
        assert answer.context["form"].initial["number"] == number, typed


@pytest.mark.parametrize(
    ("typed", "fact"),
    [
        ("１３９００１２０００１", "contact"), ("139 0012 0001 转 5", "contact"), ("+852 9123 0002", "contact"),
        ("12-2-1502", "unit"), ("３６－１０２", "unit"), ("36栋102", "unit"), ("李\u200b四", "name"),
    ],
)  # fmt: skip
def test_the_search_of_the_desk_is_kept_as_the_fact_it_looks_like(typed: str, fact: str) -> None:
    found: dict[str, Any] = typed_as(typed)
    assert list(found) == [fact]
    assert "\u200b" not in found[fact]


def test_a_complaint_keeps_the_words_as_they_were_typed(client: Client, world: World) -> None:
    report(client, unit="３６－１０２")
    assert Complaint.objects.get().unit == "３６－１０２"
