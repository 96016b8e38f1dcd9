"""The words of notices: complete in three languages, with the number and the link, and with nothing personal."""

import pytest
from django.conf import settings
from django.utils import translation

from heed.actions.reception.meetings import arrive, receive
from heed.actions.reception.superior import call_superior
from heed.notices import messages, wording
from heed.process.moves import MOVES
from heed.process.words import ClockKind, Party
from heed.records.models import Notice
from heed.records.models.notice import OWNER_CHANNEL
from tests.world import World

TELLING = sorted(name for name, move in MOVES.items() if Party.OWNER in move.tells)
#: What the house knows of the owner and the matter, and a mail server must not read.
PERSONAL = ("陈", "美玲", "3-1502", "1502", "13800002207", "电梯", "老人")


def notice_of(world: World, language: str, about: str) -> Notice:
    complaint = world.lodge(language=language)
    notice = complaint.notices.get(channel=OWNER_CHANNEL)
    notice.about = about
    return notice


@pytest.mark.rule("R76")
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
@pytest.mark.parametrize("move", TELLING)
def test_the_owner_reads_what_happened_the_number_and_the_link_and_nothing_personal(
    world: World, language: str, move: str
) -> None:
    notice = notice_of(world, language, move)
    letter = messages.to_owner(notice)
    complaint = notice.complaint
    assert complaint is not None
    seen = MOVES[move].owner_sees
    assert seen is not None
    with translation.override(language):
        happened = translation.gettext(seen.if_by_staff or seen.text)
    assert letter.subject.startswith(happened)
    assert happened in letter.text
    assert complaint.number in letter.subject
    assert any(word.startswith(f"{settings.HEED_URL}/f/{complaint.secret}/") for word in letter.text.split())
    assert world.project.hotline in letter.text
    said = (letter.subject + letter.text).replace(world.project.hotline, "")
    assert not [word for word in PERSONAL if word in said]
    assert complaint.secret not in letter.subject
    if language != "en":
        assert "Hello" not in letter.text
        assert happened != seen.text, "not translated"


def test_a_letter_shows_neither_address_nor_link_where_it_is_printed(world: World) -> None:
    notice = notice_of(world, "en", "lodge")
    letter = messages.to_owner(notice)
    assert notice.complaint is not None
    assert notice.complaint.contact not in repr(letter)
    assert notice.complaint.secret not in repr(letter)


def test_the_same_notice_has_the_same_id_however_often_it_is_written(world: World) -> None:
    notice = notice_of(world, "en", "lodge")
    again = Notice.objects.get(pk=notice.pk)
    assert messages.to_owner(notice).id == messages.to_owner(again).id
    other = notice_of(world, "en", "lodge")
    assert messages.to_owner(other).id != messages.to_owner(notice).id


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
@pytest.mark.parametrize("about", ["warned", "breached", "escalated"])
@pytest.mark.parametrize("clock", list(ClockKind))
def test_every_clock_has_words_for_the_inbox(language: str, about: str, clock: ClockKind) -> None:
    notice = Notice(about=about, facts={"number": "CH-1", "project": "翠湖天地", "clock": clock.value})
    with translation.override(language):
        said = wording.headline(notice)
    assert "CH-1" in said
    assert "%(" not in said
    if language != "en":
        assert not any(word in said for word in ("the ", "has ", clock.label))


def test_the_clock_of_a_visit_goes_by_the_name_of_its_project() -> None:
    notice = Notice(about="warned", facts={"number": "", "project": "翠湖天地", "clock": "waiting"})
    with translation.override("zh-hans"):
        assert wording.headline(notice) == "翠湖天地：接待台有来访者在等候。"


@pytest.mark.parametrize("move", sorted(MOVES))
def test_every_move_has_words_for_the_inbox(move: str) -> None:
    with translation.override("zh-hant"):
        said = wording.headline(Notice(about=move, facts={"number": "CH-1", "stage": "verified", "round": 1}))
    assert said.startswith("CH-1：")
    assert MOVES[move].label not in said


def test_a_superior_called_to_the_counter_reads_where(world: World) -> None:
    visit = receive(arrive(world.project, by=world.zhou), by=world.zhou)
    call_superior(visit, by=world.zhou, consent=True, reason="五分钟仍未平复")
    with translation.override("en"):
        said = wording.headline(Notice.objects.get(about="summons"))
    assert said == "翠湖天地: you are called to the counter or the telephone."
