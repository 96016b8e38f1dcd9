"""The title of a complaint says what it is about."""

import pytest

from tests.world import World


@pytest.mark.rule("R50")
@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("你们都是骗子！混蛋！电梯又停在夹层，老人被困。", "电梯又停在夹层，老人被困"),
        ("昨晚又来了。电梯停了", "电梯停了"),
        ("电梯停了！你们都是骗子", "电梯停了"),
        ("你们都是骗子！", "你们都是骗子"),
        ("隔壁又在办丧事\n一直到半夜", "隔壁又在办丧事"),
    ],
)
def test_the_title_names_the_matter_and_no_insult_before_it(world: World, content: str, title: str) -> None:
    assert world.lodge(content=content).title == title


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (
            "The lobby lamp of building 3 has been out for a whole week and nobody of the office came to look at it",
            "The lobby lamp of building 3 has been out for a whole week and nobody of the…",
        ),
        ("楼" * 41, "楼" * 39 + "…"),
        ("楼" * 40, "楼" * 40),
        ("x" * 90, "x" * 78 + "…"),
    ],
)
def test_a_long_title_is_cut_between_words_and_as_wide_in_each_script(world: World, content: str, title: str) -> None:
    assert world.lodge(content=content).title == title
