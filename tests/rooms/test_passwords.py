"""A password that is reset: the link goes to the person, and a leaver is out at once."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client

from heed.actions.setup.founding import add_account
from heed.actions.staff.accounts import reopen_account
from heed.clockwork.deliver import deliver_due
from heed.notices.wording import headline
from heed.process.robots import RobotKind
from heed.records.models import Account, Notice, Robot
from tests.world import MORNING, PASSWORD, World

NEW = "a-quiet-evening-2027"
Letters = list[mail.EmailMessage]


@pytest.fixture
def letters(settings: LazySettings) -> Letters:
    """A mail server that keeps what it is given."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return mail.outbox


def reset(client: Client, world: World, account: Account) -> str:
    """The administrator resets a password; return everything that the administrator's browser was shown."""
    client.force_login(world.admin)
    address = f"/setup/staff/{account.pk}/password/"
    return client.get(address).content.decode() + client.post(address, follow=True).content.decode()


def link_in(text: str) -> str:
    """Return the path of the link in a letter."""
    found = re.search(r"https?://\S*/reset/key/\S+", text)
    assert found is not None, text
    return urlsplit(found[0]).path


def test_the_link_to_a_new_password_goes_to_its_person_alone(client: Client, world: World, letters: Letters) -> None:
    Account.objects.filter(pk=world.zhou.pk).update(email="zhou@example.org", language="en")
    shown = reset(client, world, world.zhou)
    assert not deliver_due().set_aside
    assert [letter.to for letter in letters] == [["zhou@example.org"]]
    letter = str(letters[0].body)
    assert world.admin.name in letter
    path = link_in(letter)
    assert path not in shown
    assert not any(path in str(row) for row in Notice.objects.values())
    desk = Client()
    page = desk.get(path, follow=True)
    assert world.admin.name in page.content.decode(), "who reset it is said before the new one is chosen"
    assert "no-store" in page.headers["Cache-Control"]
    sent = desk.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW}, follow=True)
    assert sent.status_code == 200
    assert desk.post("/account/login/", {"login": "zhou", "password": NEW})["Location"] == "/"
    assert desk.get("/desk/").status_code == 200, "chosen by the person: it need not be changed again"
    again = Client().get(path, follow=True).content.decode()
    assert "password1" not in again, "a link works once"


def test_a_reset_ends_the_old_password_and_every_session_at_once(
    client: Client, world: World, letters: Letters
) -> None:
    Account.objects.filter(pk=world.zhou.pk).update(email="zhou@example.org")
    working = Client()
    working.force_login(world.zhou)
    assert working.get("/desk/").status_code == 200
    reset(client, world, world.zhou)
    assert working.get("/desk/")["Location"].startswith("/account/login/")
    assert Client().post("/account/login/", {"login": "zhou", "password": PASSWORD}).status_code == 200


def test_without_a_contact_the_person_is_told_of_the_reset_at_the_next_sign_in(client: Client, world: World) -> None:
    shown = reset(client, world, world.sun)
    temporary = client.post(f"/setup/staff/{world.sun.pk}/password/").context["password"]
    assert temporary not in shown, "each reset makes another"
    gate = Client()
    gate.post("/account/login/", {"login": "sun", "password": temporary})
    assert gate.get("/gate/")["Location"] == "/account/password/"
    assert world.admin.name in gate.get("/account/password/").content.decode()
    gate.post("/account/password/", {"oldpassword": temporary, "password1": NEW, "password2": NEW})
    assert gate.get("/gate/").status_code == 200
    inbox = gate.get("/inbox/").content.decode()
    assert world.admin.name in inbox
    assert world.admin.name not in gate.get("/account/password/").content.decode(), "said until it was changed"


def test_a_contact_that_a_colleague_changes_is_told_to_the_one_of_before(
    client: Client, world: World, letters: Letters
) -> None:
    Account.objects.filter(pk=world.zhou.pk).update(email="zhou@example.org", language="en")
    client.force_login(world.admin)
    typed = {"name": world.zhou.name, "username": "zhou", "language": "en", "phone": "", "email": "thief@example.org"}
    assert client.post(f"/setup/staff/{world.zhou.pk}/edit/", typed).status_code == 302
    reset(client, world, world.zhou)
    deliver_due()
    assert [letter.to for letter in letters] == [["zhou@example.org"], ["thief@example.org"]]
    assert world.admin.name in letters[0].body
    assert "/reset/key/" not in letters[0].body
    told = Notice.objects.filter(account=world.zhou, channel="inbox").order_by("pk")
    assert [notice.about for notice in told] == ["contact_changed", "password_reset"]
    assert all(world.admin.name in headline(notice) for notice in told)


def test_the_link_goes_to_the_telephone_where_there_is_no_e_mail(client: Client, world: World) -> None:
    Account.objects.filter(pk=world.sun.pk).update(phone="13900000009")
    Robot.objects.create(kind=RobotKind.SMS, name="SMS", address="http://127.0.0.1:9/", per_minute=20, made_at=MORNING)
    assert "13900000009" in reset(client, world, world.sun)
    assert Notice.objects.filter(about="password_link", account=world.sun, channel="sms").exists()


def test_nobody_resets_their_own_password_without_the_old_one(client: Client, world: World) -> None:
    client.force_login(world.admin)
    assert client.post(f"/setup/staff/{world.admin.pk}/password/")["Location"] == "/account/password/"
    world.admin.refresh_from_db()
    assert world.admin.check_password(PASSWORD)


def test_a_leaver_is_out_at_once_and_a_reopened_account_begins_without_sessions(client: Client, world: World) -> None:
    leaver = add_account("leaver", "离职", PASSWORD)
    working = Client()
    assert working.post("/account/login/", {"login": "leaver", "password": PASSWORD}).status_code == 302
    assert working.get("/account/password/").status_code == 200
    client.force_login(world.admin)
    assert client.post(f"/setup/staff/{leaver.pk}/close/").status_code == 302
    assert working.get("/account/password/")["Location"].startswith("/account/login/")
    reopen_account(leaver, by=world.admin)
    assert working.get("/account/password/")["Location"].startswith("/account/login/")
    assert client.get("/setup/staff/").status_code == 200, "other sessions go on"


def test_a_link_opens_nothing_once_its_account_is_closed(client: Client, world: World, letters: Letters) -> None:
    leaver = add_account("leaver", "离职", PASSWORD, email="leaver@example.org")
    reset(client, world, leaver)
    deliver_due()
    client.post(f"/setup/staff/{leaver.pk}/close/")
    page = Client().get(link_in(str(letters[0].body)), follow=True)
    assert "password1" not in page.content.decode()
