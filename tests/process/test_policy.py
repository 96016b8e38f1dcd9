"""The default policy and how it is read."""

import pytest
from pydantic import ValidationError

from heed.process.clocks import Basis, Rule, Rung
from heed.process.policy import Policy, Text, default_policy, problems
from heed.process.words import Channel, ClockKind, Exemption, Method, Nature, Role

POLICY = default_policy()
LEVELS = ("general", "major", "emergency")


def times(kind: ClockKind, level: str = "") -> tuple[float | None, float | None]:
    rule = POLICY.rule(kind, level)
    return rule.target, rule.limit


@pytest.mark.rule("R22", "R23")
def test_the_levels_are_general_major_and_emergency_from_mild_to_grave() -> None:
    assert tuple(level.code for level in POLICY.levels) == LEVELS
    assert POLICY.level("") == POLICY.level("general")


@pytest.mark.rule("R70", "C2")
def test_an_answer_is_aimed_at_half_an_hour_or_six_hours_and_never_later_than_24_hours() -> None:
    assert [times(ClockKind.ANSWER, level) for level in LEVELS] == [(30, 1440), (360, 1440), (15, 1440)]
    assert all(POLICY.rule(ClockKind.ANSWER, level).basis is Basis.ALWAYS for level in LEVELS)


@pytest.mark.rule("R70")
def test_closing_has_a_target_of_its_own_and_no_limit() -> None:
    assert [times(ClockKind.CLOSING, level) for level in LEVELS] == [(30, None), (360, None), (360, None)]
    assert not any(POLICY.rule(ClockKind.CLOSING, level).rungs for level in LEVELS)


@pytest.mark.rule("R55")
def test_a_reply_may_be_promised_for_24_hours_at_most() -> None:
    assert POLICY.promise.longest_minutes == 24 * 60


@pytest.mark.rule("R72")
def test_a_promise_is_warned_of_before_it_is_missed() -> None:
    assert 0 < POLICY.promise.warn_minutes < POLICY.promise.longest_minutes


@pytest.mark.rule("R56", "R60")
def test_progress_and_the_report_after_an_agreement_are_due_within_24_hours() -> None:
    assert [times(ClockKind.PROGRESS, level)[1] for level in LEVELS] == [1440] * 3
    assert [times(ClockKind.REPORT_BACK, level)[1] for level in LEVELS] == [1440] * 3


@pytest.mark.rule("R60", "R61")
def test_the_end_of_the_work_and_a_promise_take_their_time_from_the_case() -> None:
    for kind in (ClockKind.FINISH, ClockKind.PROMISE):
        assert [times(kind, level) for level in LEVELS] == [(None, None)] * 3
        assert POLICY.rule(kind).rungs


@pytest.mark.rule("R71")
def test_the_graver_the_level_the_sooner_somebody_accepts_and_arrives() -> None:
    for kind in (ClockKind.ACCEPT, ClockKind.ARRIVAL, ClockKind.VERIFY):
        limits = [times(kind, level)[1] or 0 for level in LEVELS]
        assert limits == sorted(set(limits), reverse=True)


@pytest.mark.rule("R93")
def test_the_silent_week_ends_after_seven_days_and_climbs_no_ladder() -> None:
    assert POLICY.rule(ClockKind.SILENCE, "major") == Rule(ClockKind.SILENCE, None, 7 * 24 * 60)
    assert POLICY.silent_days == 7


@pytest.mark.rule("R33", "R35", "R39")
def test_the_counter_turns_amber_at_three_and_red_at_five_minutes() -> None:
    assert times(ClockKind.COUNTER) == (3, 5)
    assert times(ClockKind.WAITING) == (1, 3)
    assert times(ClockKind.PAGE) == (1, 2)


@pytest.mark.rule("R40", "C1")
def test_a_call_is_answered_within_two_rings_and_three_at_most_of_five_seconds_each() -> None:
    telephone = POLICY.telephone
    assert (telephone.target_rings, telephone.limit_rings, telephone.ring_seconds) == (2, 3, 5)


@pytest.mark.rule("C7")
def test_a_missed_limit_climbs_from_the_director_to_the_manager_to_the_company_centre() -> None:
    for kind in (ClockKind.ANSWER, ClockKind.PROMISE, ClockKind.ARRIVAL):
        for level in LEVELS:
            assert [rung.to for rung in POLICY.rule(kind, level).rungs] == [Role.DIRECTOR, Role.MANAGER, Role.CENTRE]


@pytest.mark.rule("R35")
def test_a_director_who_does_not_answer_is_followed_by_the_manager_at_once() -> None:
    assert POLICY.rule(ClockKind.PAGE).rungs == (Rung(1, "manager", 0), Rung(2, "centre", 5))


def test_only_an_emergency_wakes_people() -> None:
    waiting = {level: {rung.waking for rung in POLICY.rule(ClockKind.ANSWER, level).rungs} for level in LEVELS}
    assert waiting == {"general": {True}, "major": {True}, "emergency": {False}}


def test_an_emergency_counts_every_minute_whatever_the_clock_counts() -> None:
    changed = POLICY.model_dump(mode="json")
    changed["clocks"]["arrival"]["levels"] = []
    policy = Policy.model_validate(changed)
    assert policy.rule(ClockKind.ARRIVAL, "general").basis is Basis.OPEN
    assert policy.rule(ClockKind.ARRIVAL, "emergency").basis is Basis.ALWAYS
    assert {POLICY.rule(kind, "emergency").basis for kind in ClockKind} == {Basis.ALWAYS}


def test_every_kind_of_clock_has_a_rule_at_every_level_and_before_the_level_is_known() -> None:
    for kind in ClockKind:
        assert [POLICY.rule(kind, level).kind for level in ("", *LEVELS)] == [kind] * 4


def test_an_unknown_level_or_category_is_a_key_error() -> None:
    for ask in (POLICY.level, POLICY.leaf, POLICY.branch_of, POLICY.department, POLICY.pause):
        with pytest.raises(KeyError):
            ask("no_such_code")
    with pytest.raises(KeyError):
        POLICY.rule(ClockKind.ANSWER, "no_such_level")


@pytest.mark.rule("R52", "R65", "C3", "C12")
def test_a_major_complaint_asks_approval_another_visitor_and_an_apology_at_home_or_by_phone() -> None:
    major, general = POLICY.level("major"), POLICY.level("general")
    assert major.needs_approval
    assert major.visit_by_other
    assert set(major.apology_forms) == {Method.HOME, Method.PHONE}
    assert (general.needs_approval, general.visit_by_other, general.apology_forms) == (False, False, ())


@pytest.mark.rule("R94")
def test_only_the_sensitive_exemption_asks_for_an_approver() -> None:
    assert {terms.code: terms.approver for terms in POLICY.exemptions} == {
        Exemption.ANONYMOUS: False,
        Exemption.UNREACHABLE: False,
        Exemption.SENSITIVE: True,
    }
    assert POLICY.exemption("sensitive") == POLICY.exemptions[2]
    assert POLICY.exemption("on_site") is None


@pytest.mark.rule("R56")
def test_no_reason_pauses_the_duty_to_tell_progress_or_a_promise() -> None:
    assert POLICY.pause("awaiting_parts").clocks
    for reason in POLICY.pauses:
        assert not {ClockKind.PROGRESS, ClockKind.PROMISE}.intersection(reason.clocks)


@pytest.mark.rule("R2", "R14", "R15", "R18")
def test_every_channel_and_every_nature_is_in_use_at_first() -> None:
    assert set(POLICY.channels) == set(Channel)
    assert set(POLICY.natures) == set(Nature)


@pytest.mark.rule("R20")
def test_the_tree_holds_what_the_documents_name() -> None:
    branches = {branch.code: {leaf.code for leaf in branch.leaves} for branch in POLICY.categories}
    assert {"aircon_weak", "lighting", "water_outage", "power_fault", "lift_stopped"} <= branches["equipment"]
    assert {"irresponsible_reply", "indifference", "reception_manner"} <= branches["service_attitude"]
    assert {"repair_poor", "mail_late"} <= branches["service_quality"]
    assert {"trapped_in_lift", "burst_pipe", "fire", "gas_leak", "power_cut"} <= branches["emergencies"]
    assert POLICY.branch_of("mail_late").code == "service_quality"


@pytest.mark.rule("R20", "C3")
def test_attitude_and_only_attitude_is_about_a_persons_manner_and_the_accused_department_does_not_judge_it() -> None:
    attitude = {leaf.code for leaf in POLICY.branch_of("indifference").leaves}
    assert {leaf.code for leaf in POLICY.leaves() if leaf.about_conduct} == attitude
    assert {POLICY.leaf(code).department for code in attitude} == {"quality"}


def test_every_emergency_has_the_emergency_level_and_nothing_else_has() -> None:
    emergencies = POLICY.branch_of("fire").leaves
    assert [leaf for leaf in POLICY.leaves() if leaf.level == "emergency"] == list(emergencies)


def test_every_category_but_the_last_resort_can_be_suggested_in_both_languages() -> None:
    mute = [leaf.code for leaf in POLICY.leaves() if not (leaf.keywords.zh and leaf.keywords.en)]
    assert mute == ["other_matter"]


def test_chinese_keywords_are_simplified_as_the_text_that_they_are_sought_in() -> None:
    opencc = pytest.importorskip("opencc")
    words = [word for leaf in POLICY.leaves() for word in leaf.keywords.zh]
    assert opencc.OpenCC("t2s").convert("\n".join(words)).split("\n") == words


def test_a_text_is_read_in_the_language_of_the_page() -> None:
    text = Text(zh_hans="电梯", zh_hant="電梯", en="Lift")
    read = {
        code: text.in_language(code) for code in ("zh-hans", "zh-hant", "en", "zh-hk", "zh_TW", "zh-CN", "en-gb", "fr")
    }
    assert read == {
        "zh-hans": "电梯",
        "zh-hant": "電梯",
        "en": "Lift",
        "zh-hk": "電梯",
        "zh_TW": "電梯",
        "zh-CN": "电梯",
        "en-gb": "Lift",
        "fr": "Lift",
    }


def test_json_keeps_a_policy_exactly() -> None:
    changed = POLICY.model_dump(mode="json")
    changed["money_limit"] = "1234.50"
    changed["telephone"]["ring_seconds"] = 4.8
    changed["open_hours"]["days"] = {"2027-02-08": [], "2027-02-14": ["10:00-12:30"]}
    for policy in (POLICY, Policy.model_validate(changed)):
        assert Policy.model_validate_json(policy.model_dump_json()) == policy
        assert Policy.model_validate(policy.model_dump(mode="json")) == policy


def test_a_policy_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValidationError):
        POLICY.promise.longest_minutes = 5  # type: ignore[misc]


@pytest.mark.rule("R72")
def test_a_policy_stored_before_apologies_had_a_clock_has_one_along_the_ladders_of_its_promises() -> None:
    document = default_policy().model_dump(mode="json")
    del document["clocks"]["apology"]
    del document["promise"]["notice_minutes"]
    policy = Policy.model_validate(document)
    for level in ("general", "major", "emergency"):
        rule, promise = policy.rule(ClockKind.APOLOGY, level), policy.rule(ClockKind.PROMISE, level)
        assert (rule.target, rule.limit, rule.rungs) == (30, 120, promise.rungs)
    assert policy.promise.notice_minutes == 120


@pytest.mark.rule("R61")
def test_what_was_agreed_for_a_day_never_waits_though_a_stored_policy_let_it() -> None:
    document = default_policy().model_dump(mode="json")
    document["pauses"][0]["clocks"] = ["answer", "finish"]
    assert Policy.model_validate(document).pauses[0].clocks == (ClockKind.ANSWER,)
    assert not any(ClockKind.FINISH in pause.clocks for pause in default_policy().pauses)
    document["pauses"][0]["clocks"] = ["finish"]
    assert [problem.msgid for problem in problems(document)] == [
        "An agreed day cannot be paused: agree a new date with the owner."
    ]


@pytest.mark.rule("R41")
def test_the_telephone_is_answered_by_the_desk_and_the_gate_also_in_policies_stored_before() -> None:
    document = default_policy().model_dump(mode="json")
    assert document["telephone"].pop("answered_by") == ["receptionist", "guard"]
    assert Policy.model_validate(document).telephone.answered_by == (Role.RECEPTIONIST, Role.GUARD)


@pytest.mark.rule("R41")
@pytest.mark.parametrize("roles", [[], ["guard", "guard"], ["nobody"]])
def test_somebody_answers_the_telephone_and_each_duty_is_named_once(roles: list[str]) -> None:
    document = default_policy().model_dump(mode="json")
    document["telephone"]["answered_by"] = roles
    assert {problem.path.partition(".")[0] for problem in problems(document)} == {"telephone"}


@pytest.mark.rule("R70")
def test_a_policy_stored_before_closing_had_a_clock_still_loads() -> None:
    stored = POLICY.model_dump(mode="json")
    del stored["clocks"]["closing"]
    assert Policy.model_validate(stored).rule(ClockKind.CLOSING).limit is None
