"""Setup: regions, size by month, stewards, what residents need, and who speaks for them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from heed.records.models import Person, ProjectMonth, Region, Representative, Vulnerability
from tests.rooms.test_setup import text_of
from tests.world import World

CONSENT = {"name": "陈小雨", "phone": "13900001234", "consent_on": "2026-11-01", "consent_form": "signed"}


@pytest.mark.rule("R149")
def test_the_administrator_keeps_a_tree_of_regions_and_the_centre_reads_it(client: Client, world: World) -> None:
    client.force_login(world.admin)
    assert client.post("/setup/regions/", {"name": "华东"}).status_code == 302
    east = Region.objects.get()
    assert client.post("/setup/regions/", {"name": "上海", "parent": east.pk}).status_code == 302
    assert client.post("/setup/regions/", {"name": "上海", "parent": east.pk}).status_code == 409
    city = Region.objects.get(parent=east)
    circle = client.post(f"/setup/regions/{east.pk}/", {"name": "华东", "parent": city.pk})
    assert circle.status_code == 422, "what would be a circle is not offered"
    assert client.post(f"/setup/regions/{east.pk}/remove/").status_code == 409
    assert client.post(f"/setup/regions/{city.pk}/", {"name": "苏州", "parent": east.pk}).status_code == 302
    client.force_login(world.he)
    assert "苏州" in text_of(client, "regions/")
    assert client.post("/setup/regions/", {"name": "华南"}).status_code == 404
    client.force_login(world.lin)
    assert client.get("/setup/regions/").status_code == 404
    client.force_login(world.admin)
    assert client.post(f"/setup/regions/{city.pk}/remove/").status_code == 302
    assert list(Region.objects.all()) == [east]


@pytest.mark.rule("R149")
def test_a_project_says_what_stands_there_and_in_which_region(client: Client, world: World) -> None:
    client.force_login(world.admin)
    east = Region.objects.create(name="华东")
    typed = {
        "name": "翠湖天地", "code": "CH", "slug": "cuihu", "language": "zh-hans", "timezone": "Asia/Shanghai",
        "is_active": "on", "kind": "mixed", "region": east.pk,
    }  # fmt: skip
    assert client.post("/setup/projects/CH/edit/", typed).status_code == 302
    world.project.refresh_from_db()
    assert (world.project.kind, world.project.region) == ("mixed", east)
    assert "华东" in text_of(client, "projects/CH/")
    assert "华东" in text_of(client, "")


@pytest.mark.rule("R103")
def test_the_director_enters_homes_and_area_of_a_month(client: Client, world: World) -> None:
    client.force_login(world.lin)
    month = timezone.localdate().replace(day=1)
    typed = {"month_on": f"{month:%Y-%m}", "homes": "812", "area": "91200.50"}
    assert client.post("/setup/projects/CH/months/", typed).status_code == 302
    assert ProjectMonth.objects.get().month_on == month
    assert "91200.50" in text_of(client, "projects/CH/months/")
    assert "812" in text_of(client, "projects/CH/")
    ahead = f"{month + timedelta(days=62):%Y-%m}"
    assert client.post("/setup/projects/CH/months/", typed | {"month_on": ahead}).status_code == 409
    assert client.post("/setup/projects/CH/months/", typed | {"homes": "-1"}).status_code == 422
    assert client.post("/setup/projects/YG/months/", typed).status_code == 404
    client.force_login(world.he)
    assert "91200.50" in text_of(client, "projects/CH/months/")
    assert client.post("/setup/projects/CH/months/", typed).status_code == 404


@pytest.mark.rule("R68")
def test_a_building_gets_a_steward_on_its_page(client: Client, world: World) -> None:
    client.force_login(world.lin)
    building = world.home.parent
    assert building is not None
    address = f"/setup/projects/CH/places/{building.pk}/"
    assert client.post(f"{address}steward/", {"steward": world.wu.pk}).status_code == 422
    assert client.post(f"{address}steward/", {"steward": world.zhou.pk}).status_code == 302
    building.refresh_from_db()
    assert building.steward == world.zhou
    assert "周晓" in text_of(client, f"projects/CH/places/?in={building.pk}")
    assert "周晓" in text_of(client, f"projects/CH/places/{world.home.pk}/")
    typed = {"name": building.name, "is_active": "on"}
    assert client.post(address, typed).status_code == 302
    building.refresh_from_db()
    assert building.steward == world.zhou, "another name leaves the steward"
    assert client.post(f"{address}steward/", {"steward": ""}).status_code == 302
    building.refresh_from_db()
    assert building.steward is None
    client.force_login(world.wu)
    assert client.post(f"{address}steward/", {"steward": ""}).status_code == 404


@pytest.mark.rule("R3")
def test_needs_are_kept_and_the_reason_is_never_shown_again(client: Client, world: World) -> None:
    client.force_login(world.lin)
    address = f"/setup/people/{world.chen.pk}/care/"
    typed = {"hard_of_hearing": "on", "call_time": "下午三点后", "vulnerable": "on"}
    assert client.post(address, typed).status_code == 422, "special care needs a reason"
    assert client.post(address, typed | {"reason": "独居，行动不便"}).status_code == 302
    assert client.post(address, typed).status_code == 302
    assert Vulnerability.objects.get().reason == "独居，行动不便", "left empty, it is kept"
    person = Person.objects.get(pk=world.chen.pk)
    assert (person.hard_of_hearing, person.large_print, person.call_time) == (True, False, "下午三点后")
    for page in (address.removeprefix("/setup/"), f"people/{world.chen.pk}/", "people/?q=陈美玲"):
        assert "独居" not in text_of(client, page)
    assert client.post(address, {"call_time": ""}).status_code == 302
    assert not Vulnerability.objects.exists()
    client.force_login(world.wu)
    assert client.get(address).status_code == 404


@pytest.mark.rule("R3")
def test_a_representative_is_named_with_the_consent_and_removed_with_it(client: Client, world: World) -> None:
    client.force_login(world.lin)
    address = f"/setup/people/{world.chen.pk}/representative/"
    assert client.post(address, CONSENT | {"consent_on": ""}).status_code == 422
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert client.post(address, CONSENT | {"consent_on": f"{tomorrow}"}).status_code == 409
    assert client.post(address, CONSENT | {"consent_on": "2025-11-01"}).status_code == 302
    page = text_of(client, f"people/{world.chen.pk}/")
    assert "陈小雨" in page
    assert "13900001234" not in page
    assert client.post(address, CONSENT | {"consent_on": "2025-11-02", "phone": ""}).status_code == 302
    assert Representative.objects.get().phone == "13900001234", "left empty, it is kept"
    assert client.post(f"{address}withdraw/").status_code == 302
    assert not Representative.objects.exists()
