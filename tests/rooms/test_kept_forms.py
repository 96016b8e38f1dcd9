"""What was typed survives the end of a session, and comes back to the same person only."""

import pytest
from django.test import Client

from heed.actions.staff.sessions import end_sessions
from heed.records.models import KeptForm
from tests.world import PASSWORD, World

WORDS = "三号楼门口的灯一闪一闪，老人怕摔倒。"


@pytest.fixture
def browser(world: World) -> Client:
    """Zhou's browser; the session ends while she types, and she sends the form."""
    browser = Client()
    browser.post("/account/login/", {"login": "zhou", "password": PASSWORD})
    assert browser.get("/desk/").status_code == 200
    end_sessions(world.zhou, by=world.admin)
    answer = browser.post("/setup/staff/new/?a=1", {"content": WORDS, "channel": "phone"})
    assert answer["Location"] == "/account/login/?next=/account/typed/"
    return browser


def sign_in(browser: Client, who: str) -> str:
    """Sign in and return the page that follows."""
    sent = {"login": who, "password": PASSWORD, "next": "/account/typed/"}
    return browser.post("/account/login/", sent, follow=True).content.decode()


def test_what_was_typed_comes_back_after_the_end_of_a_session(browser: Client) -> None:
    page = sign_in(browser, "zhou")
    assert WORDS in page
    assert 'action="/setup/staff/new/?a=1"' in page
    assert 'name="channel"' in page
    browser.post("/account/typed/discard/", {"kept_form": KeptForm.objects.get().pk})
    assert not KeptForm.objects.exists()


def test_what_was_typed_comes_back_to_no_other_person(browser: Client) -> None:
    assert WORDS not in sign_in(browser, "lin")
    browser.post("/account/typed/discard/", {"kept_form": KeptForm.objects.get().pk})
    browser.post("/account/logout/")
    assert WORDS in sign_in(browser, "zhou"), "it waits for its person"


def test_a_form_sent_again_and_taken_is_kept_no_longer(browser: Client) -> None:
    sign_in(browser, "zhou")
    browser.post("/look/", {"theme": "dark", "kept_form": KeptForm.objects.get().pk})
    assert not KeptForm.objects.exists()


def test_a_password_and_a_strangers_words_are_never_kept(world: World, browser: Client) -> None:
    KeptForm.objects.all().delete()
    browser.post("/setup/staff/new/", {"content": WORDS, "password": "secret-words"})
    Client().post("/setup/staff/new/", {"content": WORDS})
    forged = Client()
    forged.cookies["heed_person"] = str(world.zhou.pk)
    forged.post("/setup/staff/new/", {"content": WORDS})
    assert not KeptForm.objects.exists()
