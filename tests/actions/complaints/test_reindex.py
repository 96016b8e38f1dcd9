"""The index follows every change, in its transaction, and can be made again."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from heed.actions.complaints import reindex
from heed.actions.engine import index
from heed.actions.engine.lookup_keys import index_residents
from heed.actions.record.erase import erase
from heed.commands import reindex as command
from heed.queries.complaints.search import search_complaints
from heed.queries.residents.lookup import find_people
from heed.records.models import Account, Complaint, Person, PersonKey, Place, SearchIndex, SearchText
from tests.world import MORNING, World


def found(account: Account, text: str) -> list[int]:
    return [hit.id for hit in search_complaints(account, text)]


def kept() -> dict[int, tuple[set[str], set[str]]]:
    """Of each complaint the lines and scopes that are stored."""
    return {row.pk: (set(row.text.split("\n")), set(row.scopes.split())) for row in SearchText.objects.all()}


def play(world: World) -> list[Complaint]:
    """Complaints with a life behind them."""
    full = world.to_handled(world.lodge())
    world.make("amend", full, by=world.zhou, name="陈先生", cause="零件老化")
    closed = world.verify(world.lodge(at=MORNING + timedelta(minutes=1)))
    world.make("settle", closed, by=world.zhou, solution="当面说明", responsibility="none", confirmation="好的")
    moved = world.lodge(at=MORNING + timedelta(minutes=2), by=world.sun, channel="patrol")
    world.make("reassign", moved, account=world.zhao, reason="换人跟进")
    return [full, closed, moved]


def test_what_follows_the_changes_is_what_the_record_says(world: World) -> None:
    """Followed move by move or made again from the record: the same words; and scopes at least those needed now."""
    play(world)
    followed = kept()
    list(reindex.reindex(batch=2))
    made_again = kept()
    assert followed.keys() == made_again.keys()
    for pk, (lines, scopes) in made_again.items():
        assert followed[pk][0] == lines
        assert followed[pk][1] >= scopes
        assert ("o1" in scopes) == ("o1" in followed[pk][1])


def test_reindexing_finds_what_was_found_before(world: World) -> None:
    made = play(world)
    asked = ["电梯", "门刀", "陈先生", "零件老化", "当面说明", "换人跟进", "2207", "3栋1502"]
    before = {words: found(world.lin, words) for words in asked}
    assert all(before.values())
    done = list(reindex.reindex(batch=1))
    assert done[-1] == reindex.how_many() == len(made) + Person.objects.count()
    assert {words: found(world.lin, words) for words in asked} == before
    assert [person.name for person in find_people([world.project.pk], "3-1502")] == ["陈美玲"]


def test_a_lost_index_is_made_again_by_the_command(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    complaint = world.lodge()
    index.empty()
    PersonKey.objects.all().delete()
    assert found(world.lin, "电梯") == []
    command.main([])
    assert found(world.lin, "电梯") == [complaint.pk]
    assert find_people([world.project.pk], "2207")
    assert "2 complaints and people" in capsys.readouterr().out


def test_a_complaint_without_a_row_gets_one_with_its_next_change(world: World) -> None:
    complaint = world.lodge()
    index.empty()
    world.verify(complaint)
    assert found(world.lin, "夹层") == [complaint.pk]


def test_what_is_undone_is_not_found(world: World) -> None:
    class Undone(Exception):
        pass

    complaint = world.lodge()
    with pytest.raises(Undone), transaction.atomic():
        world.make("note", complaint, by=world.zhou, words="变频器")
        assert found(world.lin, "变频器") == [complaint.pk]
        raise Undone
    assert found(world.lin, "变频器") == []
    world.make("note", complaint, by=world.zhou, words="对讲机")
    assert found(world.lin, "对讲机 夹层") == [complaint.pk]


def test_a_word_that_is_no_longer_on_record_is_forgotten(world: World) -> None:
    """As when the words of an owner are erased: neither the lines nor the tokens stay."""
    complaint = world.lodge(content="我叫司马缸，电梯停了", name="司马缸", title="电梯")
    assert found(world.lin, "司马缸") == found(world.lin, "缸") == [complaint.pk]
    erase(complaint, by=world.lin, reason="应业主要求")
    assert found(world.lin, "司马缸") == found(world.lin, "缸") == found(world.lin, "马缸") == []
    assert found(world.lin, "电梯") == []
    assert found(world.lin, complaint.number) == [complaint.pk]


def test_a_person_who_is_renamed_is_found_by_the_new_name_only(world: World) -> None:
    Person.objects.filter(pk=world.chen.pk).update(name="林美玲")
    reindex.index_people([world.chen.pk])
    assert find_people([world.project.pk], "陈美玲") == []
    assert [person.name for person in find_people([world.project.pk], "林美")] == ["林美玲"]


def test_a_building_with_another_name_is_found_by_it(world: World) -> None:
    building, home = world.home.parent, world.home
    assert building is not None
    Place.objects.filter(pk=building.pk).update(name="9号楼", path="9号楼")
    Place.objects.filter(pk=home.pk).update(number="9-1502", path="9号楼 1502")
    assert index_residents(building) == 1
    assert [person.name for person in find_people([world.project.pk], "9栋1502")] == ["陈美玲"]
    assert find_people([world.project.pk], "3-1502") == []


def test_a_very_long_complaint_is_stored_whole_and_found_by_its_beginning(world: World) -> None:
    content = "".join(chr(0x4E00 + n % 20_000) + chr(0x4E00 + n * 7 % 20_000) for n in range(60_000)) + "x" * 5_000
    complaint = world.lodge(content=content)
    assert Complaint.objects.get(pk=complaint.pk).content == content
    assert found(world.lin, content[20_000:20_012]) == [complaint.pk]
    world.make("note", complaint, by=world.zhou, words="变频器")


def test_every_complaint_has_one_row_and_one_index_entry(world: World) -> None:
    play(world)
    assert SearchText.objects.count() == Complaint.objects.count()
    if connection.vendor == "postgresql":
        assert SearchIndex.objects.count() == Complaint.objects.count()
    else:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO records_searchindex (records_searchindex) VALUES ('integrity-check')")


def test_a_move_without_words_leaves_the_row_alone(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    due_at = MORNING + timedelta(hours=8)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="更换门刀", due_at=due_at)
    order = complaint.orders.get()
    before = kept()
    world.make("accept_order", complaint, by=world.wang, order=order)
    assert kept() == before


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="FTS5's own")
def test_of_a_complaint_that_is_taken_out_no_token_stays(world: World) -> None:
    lived = play(world)
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE temp.left_over USING fts5vocab(main, 'records_searchindex', 'row')")
        try:
            cursor.execute("SELECT count(*) FROM left_over")
            assert cursor.fetchone()[0] > 100
            for complaint in lived:
                index.take_out([complaint.pk])
            cursor.execute("SELECT term FROM left_over")
            assert cursor.fetchall() == []
        finally:
            cursor.execute("DROP TABLE left_over")
