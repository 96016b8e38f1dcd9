"""The one-time link of an empty Heed."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model

from heed.config.first_link import make_token, valid

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def test_the_link_works_for_a_day_while_there_is_no_account() -> None:
    with time_machine.travel(START, tick=False) as clock:
        token = make_token()
        assert valid(token)
        clock.shift(24 * 3600 - 1)
        assert valid(token)
        clock.shift(2)
        assert not valid(token)
        assert valid(make_token())


def test_the_first_account_ends_every_link() -> None:
    token = make_token()
    get_user_model().objects.create(username="first")
    assert not valid(token)


@pytest.mark.parametrize("token", ["", "first", "first:aaaa:bbbb", "second:1xUsyQ:K7thAl4Un1o5BNkvC2"])
def test_a_token_that_heed_did_not_sign_is_refused(token: str) -> None:
    assert not valid(token)
