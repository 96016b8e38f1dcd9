"""Complaints from before Heed: history with its own dates, and nothing that runs, notifies or counts."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions.complaints.reindex import how_many, reindex
from heed.actions.engine.errors import Refused
from heed.actions.residents.old_list import BROKEN_OFF, import_old_complaints, remove_old_list
from heed.insight.spreadsheets import SheetText, UnreadableFile, recognise_old
from heed.queries.complaints.counts import counts_for
from heed.queries.complaints.old import (
    find_old_complaints,
    old_complaints_visible_to,
    old_history,
    search_old_complaints,
)
from heed.queries.residents.old_list_preview import old_list_plan
from heed.records.models import Clock, Complaint, Notice, OldComplaint, OldList, Project
from tests.plans import far_reads
from tests.world import World

HEADINGS = ["编号", "投诉日期", "楼栋", "房号", "业主姓名", "电话", "投诉类型", "投诉内容", "处理结果", "办结日期"]
LIFT = ["TS-7", "2021-03-04", "3号楼", "1502", "陈美玲", "138 0000 2207", "电梯", "电梯又停了", "换了门机", "2021.3.9"]
NOISE = ["TS-8", "2022年5月1日", "8号楼", "101", "何人", "", "噪音", "楼上半夜装修", "", ""]
PAGE = "/setup/projects/CH/old-list/"


def write(project: Project, *rows: list[str]) -> None:
    """Write these rows as an old list of the project."""
    found = recognise_old([SheetText("", [HEADINGS, *rows])])
    assert not found.problems
    import_old_complaints({project: old_list_plan(project, found.lines)}, "台账.xlsx", by=None)


def wrong(*row: str) -> list[str]:
    """The columns that are wrong in a row."""
    return [problem.column for problem in recognise_old([SheetText("", [HEADINGS, list(row)])]).problems]


def uploaded(*rows: list[str]) -> SimpleUploadedFile:
    """The rows as a file."""
    return SimpleUploadedFile("台账.csv", "\n".join(",".join(row) for row in rows).encode())


@pytest.mark.once
def test_a_row_without_its_day_or_words_or_with_an_impossible_day_is_named() -> None:
    assert wrong("", "", "3号楼", "1502", "", "", "", "电梯", "", "") == ["received_on"]
    assert wrong("", "2021-03-04", "", "", "", "", "", "", "", "") == ["content"]
    assert wrong("", "04/03/21", "", "", "", "", "", "电梯", "", "") == ["received_on"]
    assert wrong("", "2021-03-04", "", "", "", "", "", "电梯", "", "2021-03-01") == ["closed_on"]
    with pytest.raises(UnreadableFile):
        recognise_old([SheetText("", [["楼栋", "房号", "姓名"], ["3号楼", "1502", "陈美玲"]])])


def test_old_complaints_keep_their_days_and_are_linked_to_the_home_and_the_resident_on_record(world: World) -> None:
    write(world.project, LIFT, NOISE)
    lift, noise = OldComplaint.objects.order_by("received_on")
    assert (lift.received_on, lift.closed_on, lift.reference) == (date(2021, 3, 4), date(2021, 3, 9), "TS-7")
    assert (lift.place, lift.person) == (world.home, world.chen)
    assert (noise.place, noise.person, noise.home) == (None, None, "8号楼 101")


def test_nothing_runs_or_goes_out_for_them_and_no_figure_counts_them(world: World) -> None:
    before = counts_for(world.lin)
    write(world.project, LIFT, NOISE)
    assert not Clock.objects.exists()
    assert not Notice.objects.exists()
    assert not Complaint.objects.exists()
    assert counts_for(world.lin) == before


def test_a_row_that_is_on_record_already_comes_in_once(world: World) -> None:
    write(world.project, LIFT, LIFT)
    write(world.project, LIFT, NOISE)
    assert OldComplaint.objects.count() == 2


def test_they_are_found_by_words_name_home_and_old_number_and_by_no_other_estate(world: World) -> None:
    write(world.project, LIFT, NOISE)
    for text in ("電梯", "ts-7", "3-1502", "陈美玲 门机", "3号楼 1502"):
        assert [row["reference"] for row in find_old_complaints(world.lin, text)] == ["TS-7"], text
    assert [row["reference"] for row in find_old_complaints(world.lin, size=1)] == ["TS-8"]
    after = find_old_complaints(world.lin, size=1).after
    assert [row["reference"] for row in find_old_complaints(world.lin, after=after)] == ["TS-7"]
    assert not find_old_complaints(world.wu).rows


def test_they_are_found_while_one_types_by_one_query_whatever_their_number(world: World) -> None:
    counts = []
    for more in range(2):
        write(world.project, *([LIFT, NOISE] if not more else [[f"A-{n}", *LIFT[1:]] for n in range(30)]))
        with CaptureQueriesContext(connection) as queries:
            assert search_old_complaints(world.lin, "電梯 3-1502", projects=[world.project.pk])
        counts.append(len(queries))
    assert counts == [2, 2], "the duties, the old complaints"
    assert [row["reference"] for row in search_old_complaints(world.lin, "装修")] == ["TS-8"]
    assert not search_old_complaints(world.lin, "梯电")
    assert not search_old_complaints(world.lin, " ! ")
    assert not search_old_complaints(world.lin, "装修", projects=[world.elsewhere.pk])
    assert not search_old_complaints(world.wu, "装修")


@pytest.mark.parametrize("words", ["电梯", "3-1502", "TS-7"])
def test_they_are_searched_by_an_index_and_read_no_further(world: World, words: str) -> None:
    for account in (world.lin, world.he):
        assert not far_reads(lambda: search_old_complaints(account, words))  # noqa: B023
    assert not far_reads(lambda: old_history(world.zhou, world.chen.pk, [world.home.pk]))


def test_they_are_found_again_after_the_index_was_made_anew_and_not_after_they_were_removed(world: World) -> None:
    write(world.project, LIFT, NOISE)
    assert list(reindex())[-1] == how_many()
    assert search_old_complaints(world.lin, "电梯")
    remove_old_list(OldList.objects.get())
    assert list(reindex())[-1] == how_many()
    assert not search_old_complaints(world.lin, "电梯")


@pytest.mark.rule("R10")
def test_the_desk_finds_them_marked_and_says_at_intake_how_many_there_were(client: Client, world: World) -> None:
    write(world.project, LIFT, NOISE, ["TS-6", "2020-03-04", "3号楼", "1502", "前业主", "", "", "门禁坏了", "", ""])
    client.force_login(world.zhou)
    for words in ("装修", "ts-8", "8号楼101"):
        found = client.get("/desk/who/", {"q": words}).content.decode()
        assert "楼上半夜装修" in found, words
        assert "旧台账" in found
    assert "楼上半夜装修" not in client.get("/desk/who/", {"q": "3-1502"}).content.decode()
    one = OldComplaint.objects.get(reference="TS-6")
    card = client.get(f"/desk/person/{world.chen.pk}/", headers={"Accept-Language": "en"}).content.decode()
    assert f'href="/oversight/old/{one.pk}/"' in card
    assert card.count(">旧台账</span>") == 2
    client.force_login(world.wu)
    assert client.get(f"/oversight/old/{one.pk}/").status_code == 404


def test_the_desk_says_nothing_of_old_complaints_where_there_were_none(client: Client, world: World) -> None:
    write(world.project, NOISE)
    client.force_login(world.zhou)
    assert "/oversight/old/" not in client.get(f"/desk/person/{world.chen.pk}/").content.decode()


def test_the_palette_finds_them_and_opens_the_entry_with_the_others_of_the_home(client: Client, world: World) -> None:
    write(world.project, LIFT, ["TS-6", "2020-03-04", "3号楼", "1502", "", "", "", "门禁坏了", "", ""])
    client.force_login(world.lin)
    [found] = client.get("/oversight/find/", {"q": "换了门机"}).json()
    assert (found["text"], found["sub"]) == ("电梯又停了", "旧台账 · 2021年3月4日 · 3号楼 1502")
    page = client.get(found["url"]).content.decode()
    for said in ("TS-7", "2021年3月4日", "2021年3月9日", "陈美玲", "换了门机", "台账.xlsx", "门禁坏了"):
        assert said in page
    client.force_login(world.wu)
    assert client.get("/oversight/find/", {"q": "换了门机"}).json() == []


def test_a_list_that_broke_off_shows_nothing_and_goes_with_the_next(world: World) -> None:
    long_ago = timezone.now() - 2 * BROKEN_OFF
    write(world.project, NOISE)
    OldList.objects.update(started_at=long_ago, ready_at=None)
    assert not old_complaints_visible_to(world.lin)
    write(world.project, LIFT)
    assert [row.content for row in OldComplaint.objects.all()] == ["电梯又停了"]


def test_of_two_lists_at_the_same_time_the_second_is_refused_and_nothing_of_it_stays(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = recognise_old([SheetText("", [HEADINGS, LIFT])])
    plan = old_list_plan(world.project, found.lines)
    real = OldComplaint.objects.bulk_create

    def meanwhile(rows: list[OldComplaint]) -> list[OldComplaint]:
        now = timezone.now() + timedelta(seconds=1)
        OldList.objects.create(project=world.project, file_name="b", started_at=now, ready_at=now)
        return real(rows)

    monkeypatch.setattr(OldComplaint.objects, "bulk_create", meanwhile)
    with pytest.raises(Refused):
        import_old_complaints({world.project: plan}, "台账.xlsx", by=None)
    assert not OldComplaint.objects.exists()


def test_a_director_brings_them_in_sees_them_marked_and_removes_them(client: Client, world: World) -> None:
    client.force_login(world.lin)
    shown = client.post(PAGE, {"file": uploaded(HEADINGS, LIFT, NOISE)})
    assert shown.status_code == 200
    assert not OldComplaint.objects.exists()
    assert client.post(PAGE, {"rows": shown.context["kept"]}).status_code == 302
    for address in (
        "/oversight/old/",
        f"/setup/people/{world.chen.pk}/",
        f"/setup/projects/CH/places/{world.home.pk}/",
    ):
        said = client.get(address).content.decode()
        assert "电梯又停了" in said
        assert "2021年3月4日" in said
        assert "old list" in said or "台账" in said
    one = OldList.objects.get()
    assert client.post(f"{PAGE}{one.pk}/remove/").status_code == 422
    assert client.post(f"{PAGE}{one.pk}/remove/", {"sure": "on"}).status_code == 302
    assert not OldComplaint.objects.exists()


def test_an_old_list_of_several_estates_goes_to_each_and_a_strange_one_is_named(client: Client, world: World) -> None:
    rows = [[*HEADINGS, "小区"], [*LIFT, "CH"], [*NOISE, "阳光花园"]]
    client.force_login(world.lin)
    refused = client.post(PAGE, {"file": uploaded(*rows)})
    assert (refused.status_code, [one["row"] for one in refused.context["problems"]]) == (422, [3])
    assert client.post(PAGE, {"rows": refused.context["kept"]}).status_code == 409
    client.force_login(world.admin)
    kept = client.post(PAGE, {"file": uploaded(*rows)}).context["kept"]
    assert client.post("/setup/projects/YG/old-list/", {"rows": kept}).status_code == 409
    assert client.post(PAGE, {"rows": kept}).status_code == 302
    assert set(OldComplaint.objects.values_list("project__code", "reference")) == {("CH", "TS-7"), ("YG", "TS-8")}


def test_who_sets_up_nothing_brings_no_old_list_in(client: Client, world: World) -> None:
    client.force_login(world.zhou)
    assert client.get(PAGE).status_code == 404
    client.force_login(world.wu)
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_empty_template_has_no_problem(client: Client, world: World, language: str) -> None:
    world.lin.language = language
    world.lin.save()
    client.force_login(world.lin)
    body = client.get(f"{PAGE}template/").content
    shown = client.post(PAGE, {"file": SimpleUploadedFile("t.xlsx", body)})
    assert shown.status_code == 200
    assert shown.context["rows"] == 0
