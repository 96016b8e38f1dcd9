"""A closed complaint that the staff open again: what they must say, what stays inside, and what the owner reads."""

from typing import Any

import pytest
from django.test import Client

from heed.actions.engine.errors import Refused
from heed.notices.messages import to_owner
from heed.process.words import ActorKind, RaisedBy, Stage
from heed.queries.actor import OWNER
from heed.records.models import Complaint, Notice
from tests.world import World

SAID = "抽查时发现更换没有照片，我们今天再查一次，并告诉您结果"
INSIDE = "品质部抽查：保养单缺照片"


@pytest.fixture
def closed(world: World) -> Complaint:
    """Chen's lift, closed by a return visit."""
    visit: dict[str, Any] = {"outcome": "satisfied", "completed": True, "method": "phone", "owner_words": "好了"}
    return world.make("visit", world.to_handled(world.lodge()), by=world.zhou, **visit)


def reopened(world: World, closed: Complaint, **facts: Any) -> Complaint:
    usual: dict[str, Any] = {"by": world.zhou, "raised_by": RaisedBy.STAFF, "reason": INSIDE, "words": SAID}
    return world.make("reopen", closed, **(usual | facts))


@pytest.mark.rule("R66", "R68", "R76")
def test_the_owner_is_told_and_reads_who_found_it_and_our_words_but_not_the_reason_inside(
    world: World, client: Client, closed: Complaint
) -> None:
    closed = reopened(world, closed)
    assert closed.stage == Stage.INVESTIGATING
    assert Notice.objects.filter(complaint=closed, about="reopen", channel="owner").exists()
    client.cookies["heed_language"] = "en"
    page = client.get(f"/f/{closed.secret}/").content.decode()
    assert "We found that it is not right after all" in page
    assert SAID in page
    assert INSIDE not in page
    assert world.zhou.name in page[page.index(SAID) :], "whose words they are"


@pytest.mark.rule("R66", "R76")
def test_the_message_to_the_owner_does_not_say_that_the_owner_opened_it(world: World, closed: Complaint) -> None:
    Complaint.objects.filter(pk=closed.pk).update(language="en")
    reopened(world, closed)
    letter = to_owner(Notice.objects.get(complaint=closed, about="reopen", channel="owner"))
    assert letter.subject.startswith("We opened it again")
    assert "You opened it again" not in letter.text


@pytest.mark.rule("R66", "R76")
def test_an_owner_who_opens_it_again_on_the_own_page_gets_no_message_of_it(world: World, closed: Complaint) -> None:
    world.make("reopen", closed, by=OWNER, reason="今早又停了")
    assert not Notice.objects.filter(complaint=closed, about="reopen", channel="owner").exists()


@pytest.mark.rule("R66", "R76")
def test_what_the_owner_told_us_reads_as_the_owners_own_word(world: World, client: Client, closed: Complaint) -> None:
    reopened(world, closed, raised_by=RaisedBy.OWNER)
    client.cookies["heed_language"] = "en"
    assert "You told us that it is not right after all" in client.get(f"/f/{closed.secret}/").content.decode()


@pytest.mark.rule("R66", "R68")
@pytest.mark.parametrize("left_out", ["raised_by", "reason", "words"])
def test_staff_open_nothing_again_without_who_found_it_why_and_a_word_to_the_owner(
    world: World, closed: Complaint, left_out: str
) -> None:
    with pytest.raises(Refused) as refused:
        reopened(world, closed, **{left_out: ""})
    assert [refusal.fact for refusal in refused.value.refusals] == [left_out]


@pytest.mark.rule("R66", "R150")
def test_reception_and_those_who_lead_may_and_the_crew_may_not(world: World, closed: Complaint) -> None:
    for account in (world.wang, world.sun):
        with pytest.raises(Refused):
            reopened(world, closed, by=account)
    reopened(world, closed, by=world.lin)
    assert closed.entries.get(move="reopen").actor == ActorKind.STAFF


@pytest.mark.rule("R66")
def test_on_the_page_reception_fills_it_in_and_the_timeline_says_who_found_it(
    world: World, client: Client, closed: Complaint
) -> None:
    client.force_login(world.zhou)
    address = f"/complaints/{closed.number}/"
    form = client.get(f"{address}reopen/").context["form"]
    typed = {"version": form["version"].value(), "raised_by": "staff", "reason": INSIDE, "words": SAID}
    assert client.post(f"{address}reopen/", typed | {"words": ""}).status_code == 422
    assert client.post(f"{address}reopen/", typed).status_code == 302
    page = client.get(address).content.decode()
    assert INSIDE in page
    assert SAID in page
