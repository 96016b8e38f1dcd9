"""Setup: places and lists of them, staff and their duties, residents."""

from collections.abc import Sequence
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from heed.insight.spreadsheets import COLUMNS
from heed.process.words import Role
from heed.records.models import Account, Complaint, Duty, Occupancy, Person, Place
from tests.rooms.test_setup import text_of
from tests.world import World, reveals


def listed(*rows: Sequence[object]) -> SimpleUploadedFile:
    """An .xlsx with these rows."""
    drawn = BytesIO()
    with xlsxwriter.Workbook(drawn, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("名册.xlsx", drawn.getvalue())


# Places and lists


def test_places_are_added_one_after_the_other(client: Client, world: World) -> None:
    client.force_login(world.lin)
    typed = {"kind": "unit", "parent": world.home.parent_id, "name": "1503", "number": "3-1503", "next": "1"}
    answer = client.post("/setup/projects/CH/places/new/", typed)
    assert answer["Location"].endswith(f"?in={world.home.parent_id}")
    assert client.post("/setup/projects/CH/places/new/", typed).status_code == 409
    assert client.post("/setup/projects/CH/places/new/", typed | {"parent": ""}).status_code == 422
    assert Place.objects.get(name="1503").path == "3号楼 1503"


def test_a_list_is_shown_first_and_written_only_after_a_yes(client: Client, world: World) -> None:
    client.force_login(world.lin)
    file = listed(["楼栋", "房号", "姓名", "电话"], ["5号楼", "0101", "张三", 13900000001])
    answer = client.post("/setup/projects/CH/list/", {"file": file})
    assert answer.status_code == 200
    assert not Person.objects.filter(name="张三").exists()
    assert "13900000001" not in answer.content.decode()
    kept = answer.context["kept"]
    assert client.post("/setup/projects/CH/list/", {"rows": kept}).status_code == 302
    assert Occupancy.objects.get(person__name="张三").place.path == "5号楼 0101"


def test_wrong_rows_are_told_one_by_one_and_nothing_can_be_confirmed(client: Client, world: World) -> None:
    client.force_login(world.lin)
    file = listed(["楼栋", "房号", "姓名"], ["5号楼", "0101", "张三"], ["", "0102", "李四"], ["5号楼", "", "王五"])
    answer = client.post("/setup/projects/CH/list/", {"file": file})
    assert answer.status_code == 422
    assert [row["row"] for row in answer.context["problems"]] == [3, 4]
    assert client.post("/setup/projects/CH/list/", {"rows": answer.context["kept"]}).status_code == 409
    assert not Place.objects.filter(name="5号楼").exists()


def test_a_list_looked_at_for_one_project_is_not_written_to_another(client: Client, world: World) -> None:
    client.force_login(world.admin)
    answer = client.post("/setup/projects/CH/list/", {"file": listed(["楼栋", "房号"], ["5号楼", "0101"])})
    for rows in (answer.context["kept"], "made up", ""):
        assert client.post("/setup/projects/YG/list/", {"rows": rows}).status_code == 409
    assert not Place.objects.filter(project=world.elsewhere).exists()


ESTATES = [
    ["小区", "楼栋", "房号", "姓名"],
    ["翠湖天地", "5号楼", "0101", "张三"],
    ["yg", "5号楼", "0101", "李四"],
    ["", "5号楼", "0102", "王五"],
]


def test_a_list_of_several_estates_brings_each_row_to_its_own(client: Client, world: World) -> None:
    client.force_login(world.admin)
    answer = client.post("/setup/projects/CH/list/", {"file": listed(*ESTATES)})
    counts = {one["name"]: (one["homes"], one["people"]) for one in answer.context["estates"]}
    assert counts == {"翠湖天地": (2, 2), "阳光花园": (1, 1)}
    assert client.post("/setup/projects/CH/list/", {"rows": answer.context["kept"]}).status_code == 302
    homes = Occupancy.objects.filter(place__path__startswith="5号楼").values_list(
        "person__name", "place__project__code"
    )
    assert sorted(homes) == [("张三", "CH"), ("李四", "YG"), ("王五", "CH")]


@pytest.mark.parametrize("strange", ["YG", "阳光花园", "月亮花园"])
def test_an_estate_that_the_person_does_not_set_up_is_named_and_nothing_is_written(
    client: Client, world: World, strange: str
) -> None:
    client.force_login(world.lin)
    rows = [ESTATES[0], ["CH", "5号楼", "0101", "张三"], [strange, "6号楼", "0101", "李四"]]
    answer = client.post("/setup/projects/CH/list/", {"file": listed(*rows)})
    assert answer.status_code == 422
    assert [(one["row"], strange in one["text"]) for one in answer.context["problems"]] == [(3, True)]
    assert client.post("/setup/projects/CH/list/", {"rows": answer.context["kept"]}).status_code == 409
    assert not Place.objects.filter(path__startswith="5号楼").exists()


def test_an_estate_that_has_its_name_from_another_is_known_by_its_code(client: Client, world: World) -> None:
    world.elsewhere.name = world.project.name
    world.elsewhere.save()
    client.force_login(world.admin)
    answer = client.post("/setup/projects/CH/list/", {"file": listed(*ESTATES)})
    assert [one["row"] for one in answer.context["problems"]] == [2]


def test_a_broken_file_is_told_beside_the_field(client: Client, world: World) -> None:
    client.force_login(world.lin)
    answer = client.post("/setup/projects/CH/list/", {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 no")})
    assert answer.status_code == 422
    assert "field__error" in answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_template_comes_back_as_a_list_without_problems(client: Client, world: World, language: str) -> None:
    Account.objects.filter(pk=world.lin.pk).update(language=language)
    client.force_login(world.lin)
    body = client.get("/setup/projects/CH/list/template/").content
    assert body.startswith(b"PK")
    answer = client.post("/setup/projects/CH/list/", {"file": SimpleUploadedFile("t.xlsx", body)})
    assert answer.status_code == 200
    assert len(answer.context["columns"]) == len(COLUMNS)
    assert answer.context["rows"] == 0, "the example is no home"


# Staff


def test_a_made_password_is_shown_once_and_signs_in(client: Client, world: World) -> None:
    client.force_login(world.lin)
    typed = {
        "name": "新人", "username": "xinren", "language": "zh-hans", "role": "receptionist", "way": "one_time",
        "project": world.project.pk,
    }  # fmt: skip
    answer = client.post("/setup/staff/new/", typed)
    made = Account.objects.get(username="xinren")
    password = answer.context["password"]
    assert password in answer.content.decode()
    assert made.check_password(password)
    assert "no-store" in answer.headers["Cache-Control"]
    assert password not in text_of(client, f"staff/{made.pk}/")
    assert client.post("/setup/staff/new/", typed).status_code == 409


@pytest.mark.parametrize(
    "typed",
    [{"role": "operator", "department": ""}, {"way": "chosen", "password": ""}, {"role": "admin"}, {"role": ""}],
)
def test_an_account_that_lacks_something_is_not_made(client: Client, world: World, typed: dict[str, str]) -> None:
    client.force_login(world.lin)
    full = {
        "name": "新人", "username": "xinren", "language": "zh-hans", "role": "guard", "way": "one_time",
        "project": str(world.project.pk),
    }  # fmt: skip
    assert client.post("/setup/staff/new/", full | typed).status_code == 422
    assert not Account.objects.filter(username="xinren").exists()


@pytest.mark.rule("R68")
def test_closing_an_account_asks_who_takes_the_cases_over(client: Client, world: World) -> None:
    complaint = world.lodge()
    client.force_login(world.admin)
    address = f"/setup/staff/{world.lin.pk}/close/"
    assert complaint.number in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"successor": world.wu.pk}).status_code == 422
    assert client.post(address, {"successor": world.zhao.pk}).status_code == 302
    assert Complaint.objects.get(pk=complaint.pk).case_owner == world.zhao
    session = Client()
    session.force_login(world.lin)
    assert session.get("/setup/").status_code == 302


def test_duties_are_given_and_taken(client: Client, world: World) -> None:
    client.force_login(world.lin)
    address = f"/setup/staff/{world.zhou.pk}/duties/"
    assert client.post(address, {"role": "follow_up", "project": world.project.pk}).status_code == 302
    assert client.post(address, {"role": "manager", "project": world.project.pk}).status_code == 422
    duty = Duty.objects.get(account=world.zhou, role=Role.FOLLOW_UP)
    assert client.post(f"{address}{duty.pk}/").status_code == 302
    assert not Duty.objects.filter(pk=duty.pk).exists()


def test_departments_are_kept_all_or_none(client: Client, world: World) -> None:
    client.force_login(world.lin)
    assert client.post("/setup/projects/CH/departments/", {"cleaning_name": "保洁队"}).status_code == 409
    assert not world.project.departments.filter(name="保洁队").exists()
    assert world.project.departments.get(code="cleaning").is_active
    typed = {"engineering_on": "on", "security_on": "on", "cleaning_on": "on", "cleaning_name": "保洁队"}
    assert client.post("/setup/projects/CH/departments/", typed).status_code == 302
    assert not world.project.departments.get(code="finance").is_active


# Residents


def test_a_residents_contact_is_masked_and_every_look_is_on_record(client: Client, world: World) -> None:
    client.force_login(world.lin)
    for page in ("", "edit/"):
        assert "13800002207" not in text_of(client, f"people/{world.chen.pk}/{page}")
    answer = client.post(f"/setup/people/{world.chen.pk}/reveal/")
    assert answer.content.decode() == "13800002207"
    assert reveals().get().person == world.chen


def test_an_empty_telephone_field_keeps_the_telephone(client: Client, world: World) -> None:
    client.force_login(world.lin)
    client.post(f"/setup/people/{world.chen.pk}/edit/", {"name": "陈美玲", "honorific": "女士", "phone": ""})
    world.chen.refresh_from_db()
    assert world.chen.phone == "13800002207"


def test_a_resident_is_added_to_a_home_as_people_write_it(client: Client, world: World) -> None:
    client.force_login(world.lin)
    typed = {"name": "赵六", "phone": "139 0000 0001", "place": "3栋1502", "tenure": "tenant"}
    assert client.post("/setup/people/new/", typed).status_code == 302
    made = Person.objects.get(name="赵六")
    assert made.occupancies.get().place == world.home
    assert client.post("/setup/people/new/", typed | {"place": "9-999"}).status_code == 422
    assert client.post(f"/setup/people/{made.pk}/homes/", {"place": "3-1502", "tenure": "owner"}).status_code == 409
