"""The promise ledger and the record of kept promises, as pages; the panel on a complaint."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.clockwork.tick import tick
from heed.process.words import Method
from heed.records.models import Complaint
from heed.rooms.complaint.outcomes import promise_mark
from heed.ui import humanize
from tests.world import MORNING, World

HOUR = timedelta(hours=1)
SORRY = {"apology": "很抱歉没有按时回电", "reason": "检查结果晚到", "remedy": "今晚留人值守", "method": Method.PHONE}


@pytest.fixture(autouse=True)
def _afternoon() -> Iterator[None]:
    """It is two in the afternoon, so that today and this month are the same whenever the tests run."""
    with time_machine.travel(MORNING + 4 * HOUR, tick=False):
        yield


@pytest.fixture
def lin(client: Client, world: World) -> Client:
    world.lin.language = "en"
    world.lin.save()
    client.force_login(world.lin)
    return client


def promise(world: World, due_in: float = 3, words: str = "我会在三点前给您回电", ago: float = 2) -> Complaint:
    """A reply promised `ago` hours ago, due in so many hours."""
    now = timezone.now()
    complaint = world.verify(world.lodge(at=now - ago * HOUR))
    return world.make("promise", complaint, by=world.zhou, words=words, due_at=now + due_in * HOUR, consent=True)


def missed(world: World, words: str = "我会在中午前给您回电") -> Complaint:
    """One whose time has passed without a word."""
    complaint = promise(world, -0.5, words)
    tick(timezone.now())
    complaint.refresh_from_db()
    return complaint


def text(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, address
    return page.content.decode()


@pytest.mark.rule("R69", "R73")
def test_the_ledger_shows_whose_words_to_whom_until_when(world: World, lin: Client) -> None:
    complaint = promise(world)
    page = text(lin, "/promises/")
    for shown in ("“我会在三点前给您回电”", complaint.number, "周晓", "陈美玲", f"/complaints/{complaint.number}/"):
        assert shown in page
    assert "“我会在三点前给您回电”" not in text(lin, "/promises/?state=kept")
    assert "“我会在三点前给您回电”" in text(lin, f"/promises/?state=all&person={world.zhou.pk}")
    assert "“我会在三点前给您回电”" not in text(lin, "/promises/?mine=on")


@pytest.mark.rule("R73")
def test_from_afar_the_owners_name_is_masked_and_another_project_sees_nothing(client: Client, world: World) -> None:
    promise(world)
    client.force_login(world.he)
    assert "陈美玲" not in text(client, "/promises/")
    client.force_login(world.wu)
    for others in (f"project={world.project.pk}", f"person={world.zhou.pk}"):
        assert client.get(f"/promises/?state=all&{others}").status_code == 404
    page = text(client, "/promises/?state=all")
    assert "我会在三点前给您回电" not in page
    assert "周晓" not in page


@pytest.mark.rule("R72", "R73")
def test_every_figure_opens_as_many_promises_as_it_counts(world: World, lin: Client) -> None:
    promise(world, 5)
    promise(world, 0.1)
    missed(world)
    page = lin.get("/promises/")
    for address, number, *_rest in page.context["figures"]:
        assert len(lin.get(f"/promises/{address}").context["rows"]) == int(number), address
    assert [int(number) for _address, number, *_rest in page.context["figures"]] == [2, 1, 2, 1, 1]


def test_nonsense_in_the_address_is_no_page(world: World, lin: Client) -> None:
    promise(world)
    for nonsense in ("state=xx", "project=yy", "person=0", "month=never", "month=0001-01", "after=zz", "since=then"):
        assert lin.get(f"/promises/?{nonsense}").status_code == 404, nonsense
    assert lin.get("/promises/record/?person=%C2%B2").status_code == 404


def test_the_pages_cost_the_same_for_few_and_for_many(world: World, lin: Client) -> None:
    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            text(lin, address)
        return len(queries)

    addresses = ("/promises/", "/promises/?state=all", "/promises/record/")
    promise(world)
    few = [cost(address) for address in addresses]
    for _ in range(4):
        promise(world)
    assert [cost(address) for address in addresses] == few


@pytest.mark.rule("R72", "R73")
def test_the_record_draws_what_its_table_says_and_its_numbers_open_their_promises(world: World, lin: Client) -> None:
    kept = promise(world, 0.5)
    world.make("reply", kept, words="已查明", method=Method.PHONE, at=timezone.now())
    missed(world)
    page = lin.get("/promises/record/")
    shown = page.content.decode()
    assert shown.count('<rect class="mark--') == sum(any(values) for values in _values(page.context["series"]))
    assert 'aria-hidden="true"' in shown
    total = page.context["total"]
    assert (total.made, total.kept, total.broken, total.share_shown) == (2, 1, 1, "50%")
    address = page.context["rows"][0][2]
    month = page.context["rows"][0][0]
    for state in ("kept", "broken"):
        opened = lin.get(f"/promises/?state={state}&{address}").context["rows"]
        assert len(opened) == getattr(month.tally, state)


def _values(series: Any) -> list[tuple[float, ...]]:
    return [(value,) for part in series for value in part.values]


@pytest.mark.rule("R73")
def test_a_receptionist_sees_her_own_record_whomever_she_asks_for(client: Client, world: World) -> None:
    promise(world, 1)
    client.force_login(world.zhou)
    page = client.get(f"/promises/record/?person={world.lin.pk}")
    assert page.context["total"].made == 1
    assert page.context["keepers"] == ()
    assert "filter-bar" not in page.content.decode()


@pytest.mark.rule("R61", "R73")
def test_a_complaint_shows_all_its_promises_the_old_beside_the_new(world: World, lin: Client) -> None:
    complaint = promise(world, 4, "我会在四点前给您回电")
    new: dict[str, Any] = {
        "words": "我会在七点前给您回电",
        "due_at": timezone.now() + 7 * HOUR,
        "reason": "业主改约",
        "consent": True,
    }
    world.make("new_date", complaint, at=timezone.now(), **new)
    page = text(lin, f"/complaints/{complaint.number}/")
    panel = page[page.index('<ol class="promised">') :]
    assert panel.index("我会在四点前给您回电") < panel.index("我会在七点前给您回电")
    assert "New date agreed" in panel
    assert "promised__one--old" in panel


@pytest.mark.rule("R72")
def test_while_an_apology_is_owed_it_comes_before_all_else_and_asks_for_reason_and_remedy(
    world: World, lin: Client
) -> None:
    complaint = missed(world)
    address = f"/complaints/{complaint.number}/"
    page = lin.get(address)
    first = page.context["next_moves"].buttons[0]
    assert (first.move.name, first.primary) == ("apologise", True)
    assert "Apology due" in page.content.decode()
    form = lin.get(f"{address}apologise/").context["form"]
    assert [name for name in ("reason", "remedy") if form.fields[name].required] == ["reason", "remedy"]
    assert lin.post(f"{address}apologise/", SORRY | {"remedy": ""}).status_code == 422
    assert lin.post(f"{address}apologise/", SORRY).status_code == 422, "nor why no new time is agreed"
    assert lin.post(f"{address}apologise/", SORRY | {"why_no_date": "马上答复"}).status_code == 302
    page = lin.get(address)
    assert page.context["next_moves"].buttons[0].move.name != "apologise"
    assert "Apologised" in page.content.decode()


@pytest.mark.rule("R72")
def test_a_broken_promise_bears_the_time_at_which_it_was_broken_and_not_that_of_the_new_one(world: World) -> None:
    complaint = missed(world)
    again: dict[str, Any] = {"words": "我会在今晚给您准信", "due_at": timezone.now() + 5 * HOUR, "consent": True}
    world.make("new_date", complaint, at=timezone.now() + HOUR / 2, **(SORRY | again))
    broken = complaint.promises.order_by("pk")[0]
    assert broken.ended_at != broken.due_at
    assert promise_mark(broken).text.endswith(humanize.moment(broken.due_at))


@pytest.mark.rule("R61", "R72")
def test_the_form_of_a_new_date_asks_for_an_apology_only_where_something_was_promised(
    world: World, lin: Client
) -> None:
    handled = world.to_handling(world.lodge(at=timezone.now() - HOUR))
    assert "apology" not in lin.get(f"/complaints/{handled.number}/new_date/").context["form"].fields
    open_one = lin.get(f"/complaints/{promise(world).number}/new_date/").context["form"]
    assert not open_one.fields["apology"].required
    late = lin.get(f"/complaints/{missed(world).number}/new_date/").context["form"]
    assert late.fields["apology"].required
    assert late.fields["remedy"].required


@pytest.mark.rule("R56")
def test_the_complaint_and_its_clock_count_the_days_without_a_word(world: World, lin: Client) -> None:
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(days=3, hours=1)))
    assert "Missed progress reports" not in text(lin, f"/complaints/{complaint.number}/")
    tick(timezone.now())
    assert "Missed progress reports: 3" in text(lin, f"/complaints/{complaint.number}/")
    clock = complaint.clocks.get(kind="progress", stopped_at=None)
    explained = text(lin, f"/complaints/{complaint.number}/clocks/{clock.pk}/")
    assert "Another day without a progress report: miss 3" in explained
    assert "Each further 1 d" in explained


@pytest.mark.rule("R72")
def test_a_missed_promise_stands_in_the_way_of_the_visit_with_the_way_out_beside_it(world: World, lin: Client) -> None:
    complaint = world.verify(world.lodge(at=timezone.now() - 6 * HOUR))
    due_at = timezone.now() - 5 * HOUR
    world.make("promise", complaint, by=world.zhou, words="我会回电", due_at=due_at, consent=True)
    world.make("investigate", complaint, account=world.lin)
    world.make("reply", complaint, words="查明了", method=Method.PHONE, minutes=90)
    page = text(lin, f"/complaints/{complaint.number}/join_earlier/")
    assert "Apologise to the owner first" in page
    assert f"/complaints/{complaint.number}/apologise/" in page
