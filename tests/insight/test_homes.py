"""Homes as people type them."""

import pytest

from heed.insight.homes import room


@pytest.mark.parametrize(
    "written",
    [
        "3-1502", "3栋1502", "3号楼1502", "3號樓 1502室", "3幢1502", "三号楼1502", "3 1502", "３－１５０２",
        "Block 3 Flat 1502", "Tower 3 Unit 1502",
    ],
)  # fmt: skip
def test_one_home_in_every_writing(written: str) -> None:
    assert room(written) == "3-1502"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1502", "1502"),
        ("1502室", "1502"),
        ("3号楼2单元1502", "3-2-1502"),
        ("A座12楼03室", "a-12-03"),
        ("十二栋1502", "12-1502"),
        ("二十一幢3", "21-3"),
        ("3号楼", "3"),
    ],
)
def test_other_homes(written: str, meant: str) -> None:
    assert room(written) == meant


@pytest.mark.parametrize("text", ["", "电梯", "3号楼2号电梯", "陈美玲", "lift", "Flat, please", "三楼漏水", "，"])
def test_what_is_no_home(text: str) -> None:
    assert room(text) == ""
