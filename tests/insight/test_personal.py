"""What tells who somebody is, is found however it is written, and masked (C15)."""

import pytest

from heed.insight.personal import KnownPeople, PersonalKind, personal_in, without_personal

KNOWN = KnownPeople(
    names=frozenset({"陈美玲", "黄志强", "欧阳一帆", "Mary Chan"}),
    homes=frozenset({"3-1502", "a-12", "3-201"}),
    public=frozenset({"4008001502", "119"}),
)


@pytest.mark.parametrize(
    ("text", "kind", "hidden"),
    [
        ("住户陈美玲来电", "name", "美玲"),
        ("住户陳美玲来电", "name", "美玲"),
        ("陈 美 玲已满意", "name", "玲"),
        ("美玲女士已满意", "name", "玲"),
        ("欧阳一帆来访", "name", "一帆"),
        ("mary  chan called", "name", "chan"),
        ("电话13800002207", "phone", "13800002207"),
        ("电话138-0000-2207。", "phone", "0000-2207"),
        ("电话１３８００００２２０７", "phone", "００００"),
        ("一三八零零零零二二零七", "phone", "零零零零"),
        ("+86 138 0000 2207", "phone", "0000 22"),
        ("座机 020-88880003", "phone", "88880003"),
        ("微信 chen@example.com", "email", "chen@"),
        ("粤B12345占用消防通道", "plate", "12345"),
        ("3号楼1502室漏水", "home", "1502"),
        ("三号楼一五〇二漏水", "home", "一五〇二"),
        ("3栋2单元1502漏水", "home", "1502"),
        ("3-1502漏水", "home", "1502"),
        ("３－１５０２漏水", "home", "１５０２"),
        ("3-201漏水", "home", "201"),
        ("1502室漏水", "home", "1502"),
        ("1502业主反映", "home", "1502"),
        ("A-12 的住户", "home", "12"),
        ("Flat 1502 leaks", "home", "1502"),
        ("第1座13樓B室漏水", "home", "13樓"),
        ("A座12楼C室漏水", "home", "12楼"),
        ("十三樓B單位滲水", "home", "三樓"),
        ("13楼B座业主来电", "home", "13楼"),
        ("2座13B有水滴下", "home", "13B"),
        ("Flat B, 13/F, Tower 1 leaks", "home", "13/F"),
        ("13/F Flat B leaks", "home", "13/F"),
        ("Tower 2, 13B leaks", "home", "13B"),
        ("water in flat B since May", "home", "flat B"),
    ],
)
def test_a_resident_is_found_and_masked_however_it_is_written(text: str, kind: str, hidden: str) -> None:
    found = personal_in(text, KNOWN)
    assert [one.kind for one in found] == [PersonalKind(kind)], found
    assert hidden not in without_personal(text, KNOWN)
    assert personal_in(without_personal(text, KNOWN), KNOWN) == ()


@pytest.mark.parametrize(
    "text",
    [
        "2026年11月1日至2026-11-30，共12件，其中电梯3件",
        "3号楼、5号楼及地下车库B1层",
        "如遇紧急情况请拨打 400-800-1502 或 119",
        "2号电梯于11月21日10:20停运，20分钟内到场",
        "已回访12户，满意11户，更换门刀2套，费用1502元",
        "24小时内答复，一般投诉3日内办结",
        "The lift of block 3 was repaired within 24 hours on 21/11",
        "第1座、第2座大堂及13樓走廊，停車場B1層A區",
        "3楼A区和5楼B梯的照明，13樓平台",
        "Lift A of tower 2 stops at floor 13, corridor of 13/F, parking level B2",
    ],
)
def test_what_tells_of_no_person_stays_as_it_is(text: str) -> None:
    assert personal_in(text, KNOWN) == ()
    assert without_personal(text, KNOWN) == text
