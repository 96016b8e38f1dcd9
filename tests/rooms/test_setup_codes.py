"""Codes of places in setup: made for many at once, printed one by one or by the thousand, renewed (R2, R41)."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from heed.clockwork.exports import make_exports
from heed.process.words import PlaceKind
from heed.queries.place_codes import codes_of
from heed.records.models import ExportJob, Place, PlaceCode
from heed.rooms.setup.projects import codes
from tests.world import World


@pytest.fixture
def lin(client: Client, world: World) -> Client:
    client.force_login(world.lin)
    return client


@pytest.mark.rule("R2", "R41")
def test_posters_and_stickers_come_as_pdf_with_the_codes_that_were_missing(lin: Client, world: World) -> None:
    url = f"/setup/projects/{world.project.code}/codes/"
    assert lin.get(url).status_code == 200
    spots = list(Place.objects.filter(project=world.project, kind=PlaceKind.SPOT))
    for paper in ("poster", "stickers"):
        answer = lin.post(url, {"groups": ["spot"], "paper": paper})
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
    assert set(codes_of(spots)) == {place.pk for place in spots}
    assert PlaceCode.objects.count() == len(spots)
    assert lin.post(url, {"groups": ["unit-999"], "paper": "poster"}).status_code == 422
    assert lin.post(url, {"paper": "poster"}).status_code == 422


def test_many_are_drawn_in_the_background(lin: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "AT_ONCE", 0)
    url = f"/setup/projects/{world.project.code}/codes/"
    answer = lin.post(url, {"groups": ["spot"], "paper": "stickers"})
    assert answer.status_code == 302
    make_exports(lambda: False)
    job = ExportJob.objects.get()
    assert (job.state, job.name) == (
        "ready",
        f"{world.project.code}-{'贴纸' if job.language == 'zh-hans' else 'Stickers'}.pdf",
    )
    with default_storage.open(job.stored) as made:
        assert made.read(4) == b"%PDF"


def test_a_place_shows_its_code_and_renews_it_and_no_other_estate_may(lin: Client, world: World) -> None:
    page = f"/setup/projects/{world.project.code}/places/{world.lift.pk}/"
    lin.post(page + "code/")
    first = codes_of([world.lift])[world.lift.pk]
    assert f"/at/{first}/" in lin.get(page).content.decode()
    lin.post(page + "code/")
    assert codes_of([world.lift])[world.lift.pk] != first
    assert lin.post(page + "print/", {"paper": "poster"}).content.startswith(b"%PDF")
    stranger: Any = Client()
    stranger.force_login(world.wu)
    assert stranger.post(page + "code/").status_code == 404
    assert stranger.get(f"/setup/projects/{world.project.code}/codes/").status_code == 404
