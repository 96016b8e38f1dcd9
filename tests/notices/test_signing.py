"""Signatures as the makers publish them, and texts that are cut without breaking a character."""

import base64
import hashlib
import hmac
from urllib.parse import unquote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.notices import signing
from heed.notices.truncate import truncate

LINK = "http://127.0.0.1:8000/complaints/CH-20261121-001/"


def mac(key: bytes, said: bytes) -> bytes:
    return base64.b64encode(hmac.new(key, said, hashlib.sha256).digest())


def test_dingtalk_signs_timestamp_and_secret_by_the_secret_for_an_address() -> None:
    signed = signing.dingtalk("SECabc", 1573113604123)
    assert unquote_plus(signed).encode() == mac(b"SECabc", b"1573113604123\nSECabc")
    assert not set(signed) & set("+/="), "nothing that an address would read otherwise"


def test_feishu_signs_nothing_by_timestamp_and_secret() -> None:
    assert signing.feishu("demo", 1599360473) == mac(b"1599360473\ndemo", b"").decode()


def test_a_webhook_is_signed_as_the_standard_has_it() -> None:
    # the example of the specification, Standard Webhooks 1.0
    signed = signing.webhook(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert signing.webhook("plain", "a", 1, b"{}") == "v1," + mac(b"plain", b"a.1.{}").decode()


@pytest.mark.parametrize("most", [60, 100, 2048])
def test_what_is_too_long_is_cut_before_its_link(most: int) -> None:
    text = f"{'电梯又停在夹层，' * 200}\n{LINK}"
    short = truncate(text, most)
    assert len(short.encode()) <= most
    if most > len(LINK) + 10:
        assert short.endswith(f"…\n{LINK}")
    assert "�" not in short


def test_what_fits_is_left_alone() -> None:
    assert truncate(f"短\n{LINK}", 2048) == f"短\n{LINK}"


def test_an_accent_stays_with_its_letter_and_a_joined_sign_whole() -> None:
    assert truncate("cafe\u0301 latte", 8).startswith("caf…")
    family = "👨\u200d👩\u200d👧"
    assert truncate(f"a{family}bbb", len(f"a{family}".encode())) in ("a…", f"a{family}…")
    assert "\u200d…" not in truncate(f"a{family}bbbb", 12)


@given(st.text(max_size=300), st.integers(4, 400))
def test_no_text_whatever_comes_out_longer_or_broken(text: str, most: int) -> None:
    short = truncate(text, most)
    assert len(short.encode()) <= most
    short.encode().decode()
