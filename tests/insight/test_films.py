"""Films as they are kept: without the place where they were taken."""

import pytest

from heed.insight.films import without_place

pytestmark = pytest.mark.once


def box(kind: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4) + kind + content


PLACE = b"\xa9xyz\x00\x12+31.2304+121.4737/"


def test_the_place_of_a_film_goes_and_nothing_else_moves() -> None:
    track = box(b"trak", box(b"tkhd", b"which way is up") + box(b"udta", PLACE))
    film = box(b"ftyp", b"qt  ") + box(b"moov", box(b"mvhd", b"length") + track + box(b"meta", b"keys" + PLACE)) + box(
        b"mdat", b"pictures, udta, meta"
    )  # fmt: skip
    kept = without_place(film)
    assert len(kept) == len(film)
    assert b"+31.2304" not in kept
    assert b"which way is up" in kept
    assert kept.endswith(box(b"mdat", b"pictures, udta, meta"))
    assert without_place(kept) == kept


@pytest.mark.parametrize(
    "body", [b"", b"\x00\x00\x00\x18ftypmp42", b"\xff" * 64, box(b"moov", b"\x00\x00\x00\x02udta")]
)
def test_what_is_no_film_stays_as_it_is(body: bytes) -> None:
    assert without_place(body) == body
