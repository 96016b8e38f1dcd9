"""Signing in through WeCom, DingTalk and Feishu: each speaks in its own way, and the same rules hold."""

import json
import logging
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client

from heed.actions.staff.leaving import close_account
from heed.process.words import AuditKind
from heed.records.models import AccountSession, AuditEvent
from tests.rooms.sign_on_makers import DingtalkMaker, FeishuMaker, Maker, WecomMaker
from tests.rooms.signing_on import came_back, is_in, link, through
from tests.rooms.test_second_factor import signs_in
from tests.world import World

IDENTITIES = {WecomMaker: "zhouxiao", DingtalkMaker: "un-1", FeishuMaker: "on_1"}
EACH = pytest.mark.parametrize("maker", list(IDENTITIES), indirect=True)
INSIDE_WECOM = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/7.0.1 wxwork/4.1.0"


@pytest.fixture
def maker(request: Any, settings: Any, world: World) -> Iterator[Any]:
    """One of the three, with which Heed is configured."""
    cache.clear()
    with request.param() as maker:
        settings.SOCIALACCOUNT_PROVIDERS = maker.settings()
        yield maker


def begin(maker: Any) -> str:
    """The address that leads to it."""
    return f"/account/with/{maker.code}/"


@EACH
def test_a_linked_identity_signs_in(maker: Any, world: World) -> None:
    link(world.zhou, IDENTITIES[type(maker)], maker.code)
    browser, answer = through(begin=begin(maker), next="/desk/")
    assert answer.headers["Location"] == "/desk/"
    assert browser.get("/desk/").status_code == 200
    assert AccountSession.objects.get(account=world.zhou).provider == maker.code
    assert "13900001111" not in json.dumps(dict(browser.session)), "nothing else of what it tells is kept"


@EACH
def test_an_unknown_identity_is_refused_with_its_code_and_on_record(maker: Any, world: World) -> None:
    browser, answer = through(begin=begin(maker))
    assert (answer.status_code, is_in(browser)) == (403, False)
    assert f"<code>{IDENTITIES[type(maker)]}</code>" in answer.content.decode()
    event = AuditEvent.objects.get(kind=AuditKind.SIGN_IN_FAILED.value)
    assert json.loads(event.facts)["identity"] == IDENTITIES[type(maker)]


@EACH
def test_a_leaver_is_refused(maker: Any, world: World) -> None:
    link(world.zhou, IDENTITIES[type(maker)], maker.code)
    close_account(world.zhou, by=world.admin)
    browser, answer = through(begin=begin(maker))
    assert "This account has been closed" in answer.content.decode()
    assert not is_in(browser)


@EACH
def test_a_forged_state_is_refused(maker: Any, world: World) -> None:
    link(world.zhou, IDENTITIES[type(maker)], maker.code)
    browser = Client()
    forged = re.sub(r"state=\w+", "state=forged", came_back(browser, begin(maker)))
    assert (browser.get(forged).status_code, is_in(browser)) == (400, False)


@EACH
def test_one_that_is_down_or_refuses_is_told_and_no_secret_is_in_the_log(
    maker: Any, world: World, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = Client(headers={"accept-language": "en"})
    back = came_back(browser, begin(maker))
    maker.down = True
    answer = browser.get(back)
    assert answer.status_code == 503
    assert "cannot be reached just now" in answer.content.decode()
    maker.down = False
    wrong = maker.settings()
    wrong[maker.code]["APP"]["secret"] = "a-wrong-secret"
    settings.SOCIALACCOUNT_PROVIDERS = wrong
    answer = through(begin=begin(maker))[1]
    assert (answer.status_code, "was not accepted" in answer.content.decode()) == (502, True)
    assert "RefusedThere" in caplog.text
    assert not any(word in caplog.text for word in ("the-secret-of-the-client", "a-wrong-secret", "never-to-be-kept"))


@EACH
def test_a_person_links_it_to_the_own_account(maker: Any, world: World) -> None:
    browser = signs_in("zhou")[0]
    browser.get(came_back(browser, f"/account/identities/{maker.code}/link/"))
    assert SocialAccount.objects.get().uid == IDENTITIES[type(maker)]


@pytest.mark.parametrize("maker", [WecomMaker], indirect=True)
def test_wecom_lets_in_members_alone_and_says_when_somebody_is_none(maker: Maker, world: World) -> None:
    maker.person = {"openid": "o-customer", "external_userid": "wm-customer"}
    browser, answer = through(begin=begin(maker))
    assert "You do not belong to the company there" in answer.content.decode()
    assert not is_in(browser)


@pytest.mark.parametrize("maker", [WecomMaker], indirect=True)
def test_wecom_takes_no_notice_of_case_and_may_match_the_sign_in_name(
    maker: Maker, world: World, settings: Any
) -> None:
    link(world.lin, "ZHOUxiao", "wecom")
    assert through(begin=begin(maker))[0].session["_auth_user_id"] == str(world.lin.pk)
    maker.person = {"userid": "Zhou"}
    settings.SOCIALACCOUNT_PROVIDERS = maker.settings("name")
    assert through(begin=begin(maker))[0].session["_auth_user_id"] == str(world.zhou.pk)


@pytest.mark.parametrize("maker", [WecomMaker], indirect=True)
def test_inside_wecom_nobody_scans_a_code(maker: Maker, world: World) -> None:
    page = Client(headers={"user-agent": INSIDE_WECOM}).post(begin(maker)).content.decode()
    to = unescape(re.findall(r'btn--wide" href="([^"]+)"', page)[0])
    assert to.startswith("https://open.weixin.qq.com/connect/oauth2/authorize?appid=heed&agentid=1000002&")
    assert to.endswith("#wechat_redirect")


@pytest.mark.parametrize("maker", [WecomMaker], indirect=True)
def test_wecom_comes_back_without_a_code_where_the_person_said_no(maker: Maker, world: World) -> None:
    browser = Client(headers={"accept-language": "en"})
    answer = browser.get(came_back(browser, begin(maker)).replace("code=c-1&", ""))
    assert "You did not sign in" in answer.content.decode()


@pytest.mark.parametrize("maker", [DingtalkMaker], indirect=True)
def test_dingtalk_lets_in_people_of_the_own_company_alone_where_it_is_named(
    maker: Maker, world: World, settings: Any
) -> None:
    link(world.zhou, "un-1", "dingtalk")
    settings.SOCIALACCOUNT_PROVIDERS = maker.settings(corp="ding-ours")
    assert is_in(through(begin=begin(maker))[0])
    maker.person = {"corp": "ding-another"}
    browser, answer = through(begin=begin(maker))
    assert (answer.status_code, is_in(browser)) == (403, False)


@pytest.mark.parametrize("maker", [FeishuMaker], indirect=True)
def test_feishu_knows_people_by_the_field_of_the_setting(maker: Maker, world: World, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = maker.settings("name", uid_field="user_id")
    assert through(begin=begin(maker))[0].session["_auth_user_id"] == str(world.zhou.pk)
