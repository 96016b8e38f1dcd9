"""Small numbers are kept back, and cannot be worked out from the others."""

import pytest

from heed.insight.small_numbers import told

pytestmark = pytest.mark.once


@pytest.mark.rule("R109")
def test_parts_with_few_answers_are_kept_back_and_so_is_what_would_tell_them() -> None:
    assert told({"a": 12, "b": 9, "c": 30}) == {"a", "b", "c"}
    assert told({"a": 12, "b": 2, "c": 30}) == {"c"}, "12 is kept back too, else the whole less the others tells 2"
    assert told({"a": 12, "b": 3, "c": 4}) == {"a"}, "two small ones hide each other"
    assert told({"a": 12, "b": 1, "c": 2}) == set(), "three answers in all are still too few"
    assert told({"a": 12, "b": 0}) == {"a"}, "no answer hides nobody"
    assert told({"a": 4}) == set()
