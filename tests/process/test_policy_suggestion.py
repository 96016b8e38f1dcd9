"""The category that a text speaks of, as the desk suggests it while somebody types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.process.policy import Policy, default_policy

POLICY = default_policy()
pytestmark = pytest.mark.rule("R20")

SAID = [
    ("我家空调不制冷，报修三天了", "aircon_weak"),
    ("3号楼电梯又坏了，老人只能爬楼梯", "lift_stopped"),
    ("孩子被困在电梯里了，快来人", "trapped_in_lift"),
    ("我困在3号楼2号电梯里，门打不开，快来人", "trapped_in_lift"),
    ("We are stuck in the east lift of block 3", "trapped_in_lift"),
    ("我老婆在浴室晕倒了，叫不醒", "injury"),
    ("电梯运行时抖动得厉害，到一楼不平层", "lift_unsafe"),
    ("楼道灯不亮，晚上黑漆漆的", "lighting"),
    ("早上起来家里没水，也没贴停水告示", "water_outage"),
    ("水压太低，六楼洗澡水流小", "water_quality"),
    ("对讲机听不到声音，访客进不来", "intercom"),
    ("单元门关不上，门禁卡刷卡也没反应", "access_control"),
    ("消防通道被堵死，灭火器也过期了", "fire_equipment"),
    ("下水道堵了，马桶返水", "drainage"),
    ("前台爱理不理，问两句就不耐烦", "indifference"),
    ("打电话没人接电话，去了又没人招呼", "reception_manner"),
    ("来来回回踢皮球，互相推诿", "irresponsible_reply"),
    ("保安态度恶劣，还骂人", "rude_words"),
    ("修了几次都没修好，刚走又坏了", "repair_poor"),
    ("约好没来，报修了一直没修", "repair_late"),
    ("挂号信压了一个星期才送到", "mail_late"),
    ("楼道脏，一个月没人打扫", "cleaning"),
    ("垃圾桶满了没人清运，臭味很大", "waste"),
    ("车位被占，联系不到车主", "parking"),
    ("停在地库的车被划伤", "vehicle_damage"),
    ("楼上半夜拖椅子，吵得睡不着", "noise_neighbour"),
    ("卫生间漏水，天花板都泡坏了", "leak_upstairs"),
    ("邻居遛狗不牵绳，狗屎到处都是", "pets"),
    ("隔壁装修，电钻声太大", "decoration"),
    ("有人在电梯里抽烟", "smoking"),
    ("有人从楼上扔烟头，高空抛物太危险", "thrown_objects"),
    ("电动车推进电梯上楼充电", "ebike_indoors"),
    ("物业费涨价，收费标准不清楚", "charges"),
    ("维修资金用到哪里去了，账目要公开", "funds"),
    ("装修押金一直不退", "refund"),
    ("厨房水管爆了，喷水止不住", "burst_pipe"),
    ("地下室着火冒烟", "fire"),
    ("楼道里有很浓的煤气味", "gas_leak"),
    ("整栋楼停电了", "power_cut"),
    ("老人在大堂滑倒受伤", "injury"),
    ("The lift in block 3 has stopped again", "lift_stopped"),
    ("I am stuck in the lift, please help", "trapped_in_lift"),
    ("My neighbour's dog is barking all night", "pets"),
    ("Water is leaking from the ceiling", "leak_upstairs"),
    ("There is a smell of gas in the kitchen", "gas_leak"),
    ("We were overcharged on the management fee", "charges"),
    ("StaffBrowser parked in my parking space", "parking"),
    ("Loud music at night, we cannot sleep", "noise_neighbour"),
]


@pytest.mark.parametrize(("text", "code"), SAID, ids=[code for _, code in SAID])
def test_a_sentence_leads_to_its_category(text: str, code: str) -> None:
    assert POLICY.suggest_category(text)[0].code == code


def test_a_suggestion_says_which_words_led_to_it() -> None:
    best, *_ = POLICY.suggest_category("楼道灯不亮，晚上黑漆漆的")
    assert best.words == ("楼道灯", "灯不亮", "黑漆漆")
    assert best.score == 9


def test_a_keyword_in_parts_leaves_room_for_a_place_within_one_sentence() -> None:
    best, *_ = POLICY.suggest_category("孩子卡在2号楼1号电梯里了")
    assert best.words == ("卡在…电梯",)
    for text in ("车卡在门口了。电梯倒是好的", "卡在" + "很远" * 20 + "电梯"):
        assert "trapped_in_lift" not in [one.code for one in POLICY.suggest_category(text)]


def test_a_word_that_many_categories_claim_counts_little_for_each() -> None:
    both = POLICY.suggest_category("电梯")
    assert {one.code for one in both} == {"lift_stopped", "lift_unsafe"}
    assert {one.score for one in both} == {1}


def test_a_lift_alone_is_no_emergency() -> None:
    for text in ("电梯", "lift", "The elevator is dirty"):
        assert all(POLICY.leaf(one.code).level != "emergency" for one in POLICY.suggest_category(text))


def test_of_equals_the_graver_comes_first() -> None:
    assert [one.code for one in POLICY.suggest_category("停电 道闸")] == ["power_cut", "vehicle_gate"]
    assert [one.code for one in POLICY.suggest_category("道闸 停电")] == ["power_cut", "vehicle_gate"]


def test_english_is_read_word_by_word_in_any_case_and_form() -> None:
    assert [one.code for one in POLICY.suggest_category("PETS everywhere")] == ["pets"]
    assert [one.code for one in POLICY.suggest_category("ＰＥＴＳ")] == ["pets"]
    assert POLICY.suggest_category("a carpet in a category, without petulance") == ()


def test_nothing_is_suggested_for_a_text_without_a_known_word() -> None:
    assert POLICY.suggest_category("你好") == ()
    assert POLICY.suggest_category("") == ()


def test_the_companys_own_keywords_count() -> None:
    document = POLICY.model_dump(mode="json")
    document["categories"][-1]["leaves"][-1]["keywords"] = {"zh": ["孔雀"], "en": ["peacock (blue)"]}
    policy = Policy.model_validate(document)
    assert [one.code for one in policy.suggest_category("院子里的孔雀")] == ["other_matter"]
    assert [one.code for one in policy.suggest_category("a peacock (blue) in the yard")] == ["other_matter"]


@given(st.text())
def test_suggestions_are_leaves_of_the_policy_best_first_whatever_is_written(text: str) -> None:
    suggestions = POLICY.suggest_category(text)
    scores = [one.score for one in suggestions]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert {one.code for one in suggestions} <= {leaf.code for leaf in POLICY.leaves()}
