"""Letters over real SMTP: to owners and to staff, one by one or collected, and what is lost on the way."""

from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

from heed.actions.notices import delivery
from heed.actions.staff.preferences import set_notice_preferences
from heed.clockwork.deliver import Delivered, deliver_due
from heed.clockwork.tick import tick
from heed.process.preferences import NoticeWay, Rhythm, Wishes
from heed.records.models import Account, Notice
from heed.records.models.notice import OWNER_CHANNEL
from tests.clockwork.post_office import PostOffice
from tests.world import MORNING, World

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def wishes(account: Account, **how: Any) -> None:
    """From now on this account has letters too."""
    set_notice_preferences(account, Wishes(ways=(NoticeWay.MAIL,), **how), email=f"{account.username}@heed.example")


def read(office: PostOffice) -> list[tuple[str, str]]:
    """Subject and text of every letter, in order."""
    letters = [message_from_bytes(letter.encode(), policy=policy.default) for letter in office.letters]
    return [(str(letter["Subject"]), letter.get_content()) for letter in letters]


def lodge(world: World, **facts: Any) -> Any:
    return world.lodge(contact="", unreachable=True, **facts)


def test_whoever_wishes_it_has_a_letter_of_each_step_in_their_language(world: World, office: PostOffice) -> None:
    wishes(world.lin)
    Account.objects.filter(pk=world.lin.pk).update(language="en")
    complaint = lodge(world)
    assert deliver_due(MORNING) == Delivered(sent=1)
    ((subject, text),) = read(office)
    assert subject == f"{complaint.number}: Record complaint"
    assert f"/complaints/{complaint.number}/" in text
    assert "翠湖天地" in text
    assert "lin@heed.example" in office.letters[0]


def test_a_step_that_takes_one_from_the_sending_of_a_letter_repeats_it_once(world: World, office: PostOffice) -> None:
    complaint = world.lodge(contact="chen@example.org")
    office.cuts = 1
    assert deliver_due(MORNING) == Delivered(delayed=1)
    assert deliver_due(MORNING + MINUTE) == Delivered(sent=1)
    assert list(office.received.values()) == [2], "the same id both times"
    assert complaint.notices.get(channel=OWNER_CHANNEL).lost == 1


def test_a_mail_server_that_drops_before_the_letter_has_ended_has_not_taken_it(
    world: World, office: PostOffice
) -> None:
    complaint = world.lodge(contact="chen@example.org")
    office.drops = 3
    later = MORNING
    for minutes in (1, 5, 15):
        assert deliver_due(later) == Delivered(delayed=1)
        later += minutes * MINUTE
    assert deliver_due(later) == Delivered(sent=1)
    assert list(office.received.values()) == [1]
    assert complaint.notices.get(channel=OWNER_CHANNEL).lost == 0


def test_a_letter_whose_answer_is_lost_twice_is_not_sent_a_third_time(world: World, office: PostOffice) -> None:
    complaint = world.lodge(contact="chen@example.org")
    office.cuts = 9
    deliver_due(MORNING)
    assert deliver_due(MORNING + MINUTE) == Delivered(set_aside=1)
    assert deliver_due(MORNING + timedelta(days=5)) == Delivered()
    assert list(office.received.values()) == [2]
    assert complaint.notices.get(channel=OWNER_CHANNEL).error == delivery.LOST_TWICE


def test_an_address_that_the_server_refuses_is_set_aside_and_the_others_have_their_letters(
    world: World, office: PostOffice
) -> None:
    world.lodge(contact="gone@example.org")
    office.refuses = "550 no such user"
    assert deliver_due(MORNING) == Delivered(set_aside=1)
    office.refuses = ""
    world.lodge(contact="chen@example.org")
    assert deliver_due(MORNING + MINUTE) == Delivered(sent=1)


def test_what_is_collected_comes_in_one_letter_that_lists_it_and_is_sent_again_as_it_was(
    world: World, office: PostOffice
) -> None:
    wishes(world.lin, rhythm=Rhythm.HOURLY)
    numbers = [lodge(world, at=MORNING + n * MINUTE).number for n in range(3)]
    assert deliver_due(MORNING + 30 * MINUTE) == Delivered(), "it is not the full hour yet"
    office.cuts = 1
    assert deliver_due(MORNING + HOUR) == Delivered(delayed=1)
    late = lodge(world, at=MORNING + 59 * MINUTE).number
    assert deliver_due(MORNING + HOUR + MINUTE) == Delivered(sent=2)
    (first, other, again) = read(office)
    assert first == again
    assert all(number in first[1] for number in numbers)
    assert late not in first[1]
    assert late in other[1]
    assert sorted(office.received.values()) == [1, 2]
    rows = Notice.objects.filter(account=world.lin, channel="mail")
    assert rows.filter(sent_at__isnull=True).count() == 0
    assert "/inbox/" in first[1]


def test_what_clocks_say_to_one_person_at_one_time_comes_in_one_letter(world: World, office: PostOffice) -> None:
    numbers = [lodge(world).number for _ in range(3)]
    wishes(world.lin)
    assert tick(MORNING + DAY).escalated, "steps of the ladder are among it"
    notices = Notice.objects.filter(account=world.lin, made_at=MORNING + DAY)
    said = notices.filter(channel="inbox").count()
    assert said > len(numbers), "each is something to do"
    assert notices.filter(channel="mail").count() == said
    deliver_due(MORNING + DAY)
    ((subject, text),) = read(office)
    assert str(said) in subject + text
    assert all(number in text for number in numbers)


def test_a_collected_letter_that_is_set_aside_takes_all_of_it_along_and_comes_back_whole(
    world: World, office: PostOffice
) -> None:
    wishes(world.lin, rhythm=Rhythm.DAILY, daily_at=18 * 60)
    for n in range(3):
        lodge(world, at=MORNING + n * MINUTE)
    evening = MORNING + 8 * HOUR
    office.refuses = "550 no such user"
    assert deliver_due(evening) == Delivered(set_aside=1)
    rows = Notice.objects.filter(account=world.lin, channel="mail")
    assert rows.filter(failed_at=evening).count() == 3
    office.refuses = ""
    carried = rows.exclude(carried_by=None).latest("pk")
    assert delivery.send_again(carried, by=world.admin, at=evening + HOUR)
    assert deliver_due(evening + HOUR) == Delivered(sent=1)
    assert rows.filter(sent_at=evening + HOUR).count() == 3
    assert not delivery.send_again(carried, by=world.admin)
