"""Personal facts with their middle hidden."""

import pytest

from heed.ui.masking import masked


@pytest.mark.rule("C15")
@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("13812342207", "phone", "138••••2207"),
        ("138 1234 2207", "phone", "138••••2207"),
        ("+86 138-1234-2207", "phone", "+86 138••••2207"),
        ("+85291234567", "phone", "+852 91••••67"),
        ("0755-26001588", "phone", "075••••1588"),
        ("26001588", "phone", "26••••88"),
        ("8012", "phone", "••••12"),
        ("陈美玲", "name", "陈••"),
        ("Mei Chen", "name", "M••• C•••"),
        ("mei@example.com", "email", "m•••@example.com"),
        ("mei@example.com", "contact", "m•••@example.com"),
        ("13812342207", "contact", "138••••2207"),
        ("3-1502", "unit", "••••"),
        ("", "phone", ""),
    ],
)
def test_enough_is_hidden_and_enough_is_left_to_recognise(text: str, kind: str, shown: str) -> None:
    assert masked(text, kind) == shown


@pytest.mark.parametrize("text", ["1", "12", "123", "12345", "1234567", "123456789012345"])
def test_no_number_is_ever_shown_whole(text: str) -> None:
    assert text not in masked(text)
    assert sum(character.isdigit() for character in masked(text)) <= len(text) / 2 + 2
