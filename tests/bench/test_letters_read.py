"""The made letters, and what the real reader finds in one of them where it is installed."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.made_letters import TODAY, made_letter
from heed.insight.letters.facts import facts_of
from heed.insight.letters.reading import is_there, read

pytestmark = pytest.mark.once


def test_a_seed_makes_the_same_letter_again_but_for_the_noise_of_the_photo() -> None:
    once = made_letter(3)
    assert once == replace(made_letter(3), picture=once.picture)
    assert once.phone != made_letter(13).phone


@pytest.mark.skipif(not is_there(), reason="the extra `letters` is not installed")
def test_the_reader_finds_telephone_home_and_day(tmp_path: Path) -> None:
    letter = made_letter(3)
    told = facts_of(read([letter.picture], tmp_path / "turn"), TODAY, letter.region)
    assert (told.phone, told.home, told.written_on) == (letter.phone, letter.home, letter.on)
