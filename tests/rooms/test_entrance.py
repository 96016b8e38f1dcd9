"""Signing in and out."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from heed.actions.staff.passwords import reset_password
from heed.records.models import Account
from tests.world import PASSWORD, World


@pytest.mark.rule("R150")
@pytest.mark.parametrize(
    ("who", "room"),
    [("zhou", "/desk/"), ("wang", "/field/"), ("sun", "/gate/"), ("lin", "/today/"), ("admin", "/setup/")],
)
def test_a_person_who_signs_in_comes_to_the_first_room_of_their_duties(
    client: Client, world: World, who: str, room: str
) -> None:
    signed_in = client.post("/account/login/", {"login": who, "password": PASSWORD})
    assert signed_in.status_code == 302
    assert client.get("/home/").headers["Location"].startswith(room)


def test_a_wrong_password_is_told_in_a_sentence_and_keeps_the_name(client: Client, world: World) -> None:
    answer = client.post("/account/login/", {"login": "zhou", "password": "wrong"})
    assert 'value="zhou"' in answer.content.decode()


def test_an_account_without_a_duty_is_told_whom_to_ask(client: Client, world: World) -> None:
    client.force_login(Account.objects.create(username="nobody", name="无岗"))
    assert client.get("/home/").status_code == 403


def test_nobody_signs_up_or_resets_a_password_here(client: Client, world: World) -> None:
    assert client.get("/account/signup/").status_code == 404
    assert client.get("/account/password/reset/").status_code == 404


def test_outside_the_demo_no_click_signs_anybody_in(client: Client, world: World) -> None:
    assert client.post("/account/demo/", {"username": "zhou"}).status_code == 404


def test_the_demo_offers_one_person_of_each_role(client: Client, world: World, demo_mode: None) -> None:
    text = client.get("/account/login/").content.decode()
    for account in (world.zhou, world.lin, world.zhao, world.he, world.sun, world.wang):
        assert account.name in text
    assert client.post(reverse("demo_sign_in"), {"username": "lin"}).status_code == 302
    assert client.session["_auth_user_id"] == str(world.lin.pk)


@pytest.fixture
def demo_mode() -> object:
    """Heed as the demo runs it."""
    import importlib

    from django.urls import clear_url_caches

    from heed.config import urls
    from heed.rooms.entrance import urls as entrance

    def reload() -> None:
        for module in (entrance, urls):
            importlib.reload(module)
        clear_url_caches()

    with override_settings(HEED_DEMO=True):
        reload()
        yield
    reload()


def test_an_account_without_a_password_is_told_how_it_comes_to_one(client: Client, world: World) -> None:
    world.zhou.set_unusable_password()
    world.zhou.save()
    client.force_login(world.zhou)
    page = client.get("/account/password/")
    assert page.status_code == 200
    assert "此账号没有密码" in page.content.decode()


def test_whoever_was_given_a_password_chooses_an_own_one_before_anything_else(client: Client, world: World) -> None:
    given = reset_password(world.zhou, by=world.admin)
    client.post("/account/login/", {"login": "zhou", "password": given})
    for path in ("/home/", "/desk/", "/oversight/", "/"):
        assert client.get(path).headers["Location"] == "/account/password/", path
    assert client.get("/desk/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/account/password/"
    page = client.get("/account/password/").content.decode()
    assert "这个密码是别人为您设的" in page
    own = {"oldpassword": given, "password1": PASSWORD, "password2": PASSWORD}
    again = client.post("/account/password/", own | {"password2": "something-else-9"})
    assert again.status_code == 200, "two different ones: nothing has changed"
    assert client.get("/desk/").status_code == 302
    client.post("/account/password/", own)
    assert client.get("/desk/").status_code == 200


def test_whoever_chose_their_own_password_goes_straight_to_work(client: Client, world: World) -> None:
    client.post("/account/login/", {"login": "admin", "password": PASSWORD})
    assert client.get("/setup/").status_code == 200
