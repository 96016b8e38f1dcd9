"""A survey from its plan to what was done about it: staff plan and read, owners answer by a link without signing in."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from heed.actions.surveys.answering import answer_survey
from heed.actions.surveys.opening import open_survey, remind_due
from heed.actions.surveys.planning import plan_survey
from heed.notices.messages import to_owner
from heed.notices.survey_message import survey_link
from heed.queries.surveys.results import results_of
from heed.records.models import Complaint, Notice, Occupancy, Person, Place, Survey, SurveyAnswer, SurveyInvitation
from heed.rooms.community.surveys.letters import letters_of
from tests.rooms.at_the_page import signed_in
from tests.world import World

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TEXTS = {"zh_hans": {"title": "2026年业主满意度调查", "intro": ""}, "en": {"title": "Survey 2026", "intro": ""}}


@pytest.fixture(autouse=True)
def noon() -> Any:
    with time_machine.travel(NOON):
        yield


@pytest.fixture
def homes(world: World) -> list[Place]:
    """Two buildings with seven and three homes; Chen lives in one of the first, all others have no contact."""
    found = []
    for name, count in (("3号楼", 6), ("5号楼", 3)):
        building, _made = Place.objects.get_or_create(
            project=world.project, path=name, defaults={"kind": "building", "name": name}
        )
        for number in range(count):
            path = f"{name} {901 + number}"
            found.append(
                Place.objects.create(project=world.project, parent=building, kind="unit", name=path, path=path)
            )
    return [world.home, *found]


def plan(world: World, **terms: Any) -> Survey:
    usual: dict[str, Any] = {
        "year": 2026, "texts": TEXTS, "starts_on": date(2026, 11, 23), "ends_on": date(2026, 12, 6),
        "remind_on": date(2026, 11, 30),
    }  # fmt: skip
    return plan_survey(world.project, by=world.lin, **(usual | terms))


def opened(world: World, **terms: Any) -> Survey:
    return open_survey(plan(world, **terms), by=world.lin)


def path_of(invitation: SurveyInvitation) -> str:
    return re.sub(r"^https?://[^/]+", "", survey_link(invitation))


def in_english() -> Client:
    browser = Client()
    browser.cookies["heed_language"] = "en"
    return browser


@pytest.mark.rule("R109")
def test_a_director_plans_a_survey_changes_a_question_and_opens_it_for_every_home(
    client: Client, world: World, homes: list[Place]
) -> None:
    desk = signed_in(client, world.lin)
    assert "Plan a survey" in desk.get("/community/surveys/").content.decode()
    terms = {"project": world.project.pk, "year": 2026, "title_zh_hans": "业主满意度调查", "title_en": "Survey",
             "starts_on": "2026-11-23", "ends_on": "2026-12-06", "remind_on": "2026-12-09"}  # fmt: skip
    wrong = desk.post("/community/surveys/new/", terms)
    assert (wrong.status_code, "outside the survey" in wrong.content.decode()) == (409, True)
    both = desk.post("/community/surveys/new/", terms | {"title_zh_hans": "", "title_en": ""}).content.decode()
    assert ("outside the survey" in both, "title in one language" in both) == (True, True), "all that is wrong at once"
    draft = desk.post("/community/surveys/new/", terms | {"remind_on": "2026-11-30"})
    survey = Survey.objects.get()
    assert draft.headers["Location"] == f"/community/surveys/{survey.pk}/"
    first = survey.questions.all()[0]
    asked = {"kind": "rated", "topic": "overall", "text_en": "How are we doing?"}
    desk.post(f"/community/surveys/{survey.pk}/questions/{first.pk}/", asked)
    assert "How are we doing?" in desk.get(f"/community/surveys/{survey.pk}/").content.decode()
    assert desk.post(f"/community/surveys/{survey.pk}/open/").status_code == 302
    assert survey.invitations.count() == len(homes)
    late = desk.post(f"/community/surveys/{survey.pk}/questions/{first.pk}/", asked)
    assert (late.status_code, survey.invitations.count()) == (409, len(homes))
    sent = Notice.objects.get(invitation__survey=survey)
    message = to_owner(sent)
    assert sent.invitation is not None
    assert (message.address, sent.invitation.home) == (world.chen.phone, world.home)
    assert survey_link(sent.invitation) in message.short
    assert world.chen.name not in message.short


@pytest.mark.rule("R109")
def test_so_many_homes_of_each_building_are_drawn(world: World, homes: list[Place]) -> None:
    survey = opened(world, per_building=2)
    by_building = list(survey.invitations.values_list("building__name", flat=True))
    assert sorted(by_building) == ["3号楼", "3号楼", "5号楼", "5号楼"]


@pytest.mark.rule("R109")
def test_an_owner_answers_by_the_link_changes_the_answer_and_counts_once(
    client: Client, world: World, homes: list[Place]
) -> None:
    survey = opened(world)
    invitation, other = survey.invitations.order_by("pk")[:2]
    owner, page = in_english(), path_of(invitation)
    shown = owner.get(page)
    assert (shown.status_code, shown.headers["Cache-Control"], shown.cookies) == (200, "no-store", {})
    assert "How clean are corridors" in shown.content.decode()
    assert world.chen.name not in shown.content.decode()
    rated, *_rest, words = survey.questions.all()
    assert owner.post(page, {}).status_code == 422
    answers = {f"q{rated.pk}": "4", f"q{words.pk}": "电梯早高峰要等十分钟"}
    assert owner.post(page, answers).status_code == 302
    assert owner.post(page, answers | {f"q{rated.pk}": "2"}).status_code == 302
    invitation.refresh_from_db()
    assert (results_of(survey).answered, invitation.answers.get(question=rated).mark) == (1, 2)
    assert owner.post(page, answers | {f"q{rated.pk}": "9"}).status_code == 422
    assert "电梯早高峰要等十分钟" in owner.get(page).content.decode(), "what was answered can be changed"
    assert "电梯早高峰" not in owner.get(path_of(other)).content.decode()
    with time_machine.travel(NOON + timedelta(days=14)):
        ended = owner.post(page, answers)
        assert (ended.status_code, "This survey ended" in ended.content.decode()) == (410, True)
    assert owner.get("/q/no-such-secret/").status_code == 404
    assert SurveyAnswer.objects.count() == 2


def answer_all(survey: Survey, marks: list[int]) -> list[SurveyInvitation]:
    """So many homes, in the order of the invitations, give these marks to every question, and write a word."""
    questions = list(survey.questions.all())
    invitations = list(survey.invitations.order_by("pk")[: len(marks)])
    for one, mark in zip(invitations, marks, strict=True):
        answer_survey(one, {q.pk: mark if q.kind == "rated" else f"意见{one.pk}" for q in questions})
    return invitations


@pytest.mark.rule("R109")
def test_results_are_told_from_five_homes_on_and_never_of_a_building_with_fewer(
    client: Client, world: World, homes: list[Place]
) -> None:
    survey = opened(world)
    desk, page = signed_in(client, world.lin), f"/community/surveys/{survey.pk}/"
    answer_all(survey, [5, 5, 5, 4])
    assert "Results are shown once 5 homes have answered" in desk.get(page).content.decode()
    assert "意见" not in desk.get(f"{page}words/").content.decode()
    answer_all(survey, [5, 5, 5, 4, 2, 1, 3, 3])  # seven homes of building 3, one of building 5
    shown = desk.get(page).content.decode()
    assert "80\N{NO-BREAK SPACE}%" in shown, "eight of ten homes answered"
    results = results_of(survey)
    assert (results.topics["security"].satisfied, results.topics["security"].count) == (4, 8)
    assert [part.marks for part in results.buildings] == [{}, {}], "one told would tell the other"
    assert "意见" in desk.get(f"{page}words/").content.decode()
    assert "陈" not in desk.get(f"{page}words/").content.decode()
    compared = desk.get("/community/surveys/compare/?year=2026").content.decode()
    assert (world.project.name in compared, "50\N{NO-BREAK SPACE}%" in compared) == (True, True)
    stranger = Client()
    stranger.force_login(world.wu)
    assert {stranger.get(f"{page}{part}").status_code for part in ("", "words/", "contacts/", "letters/")} == {404}
    assert world.project.name not in stranger.get("/community/surveys/compare/?year=2026").content.decode()


@pytest.mark.rule("R109")
def test_who_has_not_answered_is_reminded_once_on_its_day(world: World, homes: list[Place]) -> None:
    neighbour = Person.objects.create(name="黄志强", phone="13900006611")
    Occupancy.objects.create(person=neighbour, place=homes[1], tenure="owner")
    survey = opened(world)
    answered = survey.invitations.get(home=world.home)
    answer_survey(answered, {survey.questions.all()[0].pk: 5})
    assert remind_due(NOON + timedelta(days=6)) == 0
    day = NOON + timedelta(days=7)
    assert (remind_due(day), remind_due(day)) == (1, 0)
    remind = f"/community/surveys/{survey.pk}/remind/"
    with time_machine.travel(day, tick=False):
        again = signed_in(Client(), world.lin).post(remind, follow=True).content.decode()
    assert "Owners are reminded once" in again
    reminded = Notice.objects.filter(about="survey_reminded")
    assert [notice.invitation.home for notice in reminded if notice.invitation] == [homes[1]]


@pytest.mark.rule("R109")
def test_who_reminds_reads_how_many_homes_get_a_message_and_that_letters_are_left_where_none_does(
    client: Client, world: World, homes: list[Place]
) -> None:
    survey = opened(world)
    desk, page = signed_in(client, world.lin), f"/community/surveys/{survey.pk}/remind/"
    assert "1 home is reminded by message." in desk.post(page, follow=True).content.decode(), "Chen has a telephone"
    other = opened(world)
    answer_survey(other.invitations.get(home=world.home), {other.questions.all()[0].pk: 5})
    said = desk.post(f"/community/surveys/{other.pk}/remind/", follow=True).content.decode()
    assert "Print the letters for the others." in said


@pytest.mark.rule("R109")
def test_a_home_that_marks_a_topic_twice_makes_its_share_no_surer(
    client: Client, world: World, homes: list[Place]
) -> None:
    survey = plan(world)
    asked = {"kind": "rated", "topic": "overall", "text_en": "Would you recommend us?"}
    signed_in(client, world.lin).post(f"/community/surveys/{survey.pk}/questions/new/", asked)
    open_survey(survey, by=world.lin)
    answer_all(survey, [5, 5, 5, 1, 1, 1])
    rows = client.get(f"/community/surveys/{survey.pk}/").context["topics"]
    sure = {row["sure"] for row in rows}
    assert len(sure) == 1, "as sure of the topic with two questions as of those with one"


@pytest.mark.rule("R109")
def test_who_asks_to_be_contacted_is_taken_up_once_as_a_complaint_or_by_a_call(
    client: Client, world: World, homes: list[Place]
) -> None:
    survey = opened(world)
    first, second = survey.invitations.filter(home__in=[world.home, homes[1]]).order_by("home")
    words = survey.questions.get(kind="open")
    for one in (first, second):
        Client().post(path_of(one), {f"q{words.pk}": "地库漏水没人管", "wants_contact": "on"})
    assert Notice.objects.filter(about="survey_contact", account=world.lin).count() == 2
    desk, page = signed_in(client, world.zhou), f"/community/surveys/{survey.pk}/contacts/"
    assert "地库漏水没人管" in desk.get(page).content.decode()
    known = first if first.home == world.home else second
    taken = [desk.post(f"{page}{known.pk}/complaint/", {"content": "地库漏水没人管"}) for _ in range(2)]
    assert [answer.status_code for answer in taken] == [302, 409]
    complaint = Complaint.objects.get()
    assert (complaint.person, complaint.place, complaint.received_by) == (world.chen, world.home, world.zhou)
    other = second if known is first else first
    assert desk.post(f"{page}{other.pk}/call/", {"words": ""}).status_code == 422
    long = "住户说了很多话" * 60
    refused = desk.post(f"{page}{other.pk}/call/", {"words": long})
    assert (refused.status_code, f"{long}</textarea>" in refused.content.decode()) == (422, True), "nothing is lost"
    assert desk.post(f"{page}{other.pk}/call/", {"words": "已说明周三维修"}).status_code == 302
    assert "已说明周三维修" in desk.get(page).content.decode()
    assert results_of(survey).to_follow == 0


def test_the_letters_are_one_pdf_with_a_page_for_each_home_without_a_message(
    client: Client, world: World, homes: list[Place]
) -> None:
    survey = opened(world)
    answer = signed_in(client, world.lin).get(f"/community/surveys/{survey.pk}/letters/")
    assert (answer.headers["Content-Type"], answer.content[:4]) == ("application/pdf", b"%PDF")
    assert len(letters_of(survey, to_all=False, after=0)) == len(homes) - 1, "Chen got a message"
    assert len(letters_of(survey, to_all=True, after=0)) == len(homes)


def test_the_pages_cost_a_fixed_number_of_queries(
    client: Client, world: World, homes: list[Place], django_assert_max_num_queries: Any
) -> None:
    survey = opened(world)
    answer_all(survey, [5, 4, 3, 2, 1, 5])
    desk = signed_in(client, world.lin)
    for path in ("", f"{survey.pk}/", f"{survey.pk}/words/", f"{survey.pk}/contacts/", "compare/?year=2026"):
        with django_assert_max_num_queries(16):
            assert desk.get(f"/community/surveys/{path}").status_code == 200


@pytest.mark.rule("R109")
def test_the_marks_of_a_month_stand_in_the_centre_once_five_homes_answered(
    client: Client, world: World, homes: list[Place]
) -> None:
    survey = opened(world)
    centre, page = signed_in(client, world.he), "/centre/indicators/survey/?month=2026-11"
    answer_all(survey, [5, 5, 1, 1])
    assert "50 %" not in centre.get(page).content.decode()
    answer_all(survey, [5, 5, 5, 1, 1, 1])
    shown = centre.get(page).content.decode()
    assert ("50" in shown, "n=60" in shown) == (True, True), "six homes, ten marks each"
    month = centre.get("/centre/month/?month=2026-11")
    cells = {cell.column.code: cell for row in month.context["rows"] if row.name == "翠湖天地" for cell in row.cells}
    survey_cell = cells["survey_rate"]
    assert (survey_cell.text, survey_cell.base, survey_cell.query) == ("50.0%", "60", ""), "marks are no complaints"
    assert centre.get("/centre/cases/?month=2026-11&column=survey_rate").status_code == 404
