"""What an owner is asked, in a real browser without scripts: on an old telephone and on a wide screen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from heed.actions.surveys.opening import open_survey
from heed.actions.surveys.planning import plan_survey
from heed.notices.survey_message import survey_link
from heed.records.models import SurveyAnswer, Visit
from tests.accessible import faults_of
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def faults(browser: Browser, url: str) -> list[str]:
    """What axe sees on a page, with scripts, which it needs."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page.goto(url)
    found = faults_of(page)
    page.close()
    return found


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.rule("R91", "R109")
@pytest.mark.parametrize("width", [320, 1280])
def test_an_owner_answers_questionnaire_and_survey_without_scripts(
    chromium: Browser, live_server: Any, world: World, width: int
) -> None:
    complaint = world.to_handled(world.lodge(at=timezone.now() - timedelta(hours=2)))
    world.make("send_questionnaire", complaint, by=world.zhou)
    today = timezone.localdate()
    texts = {"zh_hans": {"title": "业主满意度调查", "intro": ""}}
    survey = plan_survey(world.project, by=world.lin, year=today.year, texts=texts, starts_on=today, ends_on=today)
    open_survey(survey, by=world.lin)
    invitation = survey.invitations.get()
    context = chromium.new_context(locale="zh-CN", viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/f/{complaint.secret}/")
    page.get_by_role("link", name="填写问卷").click()
    for group, answer in (
        ("现在好了吗", "解决了，满意"),
        ("受理过程", "5"),
        ("处理措施", "4"),
        ("处理结果", "不便评价"),
    ):
        page.get_by_role("group", name=group).get_by_text(answer, exact=True).click()
    page.get_by_role("button", name="提交").click()
    page.wait_for_url("**/?done=answer_questionnaire")
    assert Visit.objects.get().would_not_say == ["rating_result"]
    own = live_server.url + "/q/" + survey_link(invitation).split("/q/")[1]
    assert page.goto(own)
    page.get_by_role("group", name="总的来说").get_by_text("满意", exact=True).click()
    page.get_by_label("您最希望我们先改进哪一件事").fill("电梯太慢")
    page.get_by_role("button", name="提交").click()
    page.get_by_text("已收到您的答复").wait_for()
    context.close()
    assert sorted(SurveyAnswer.objects.values_list("mark", "words"), key=str) == [(4, ""), (None, "电梯太慢")]
    shown = chromium.new_page(viewport={"width": width, "height": 800}, locale="zh-CN")
    shown.goto(own)
    assert fits(shown)
    shown.close()
    assert faults(chromium, own) == []
