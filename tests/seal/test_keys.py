"""Keys: what each of them proves, and what none does."""

from __future__ import annotations

import pytest

from heed.seal.keys import KeyRing, SealKey, is_signed

OLD, NEW, OTHER = SealKey("old"), SealKey("new"), SealKey("other")
RING = KeyRing((NEW, OLD))


@pytest.mark.parametrize(("key", "fits"), [(NEW, True), (OLD, True), (OTHER, False)])
def test_a_seal_of_a_key_on_the_ring_fits(key: SealKey, fits: bool) -> None:
    seal = key.seal("entry", "text")
    assert RING.fits(seal, "entry", "text") is fits
    assert not RING.fits(seal, "state", "text")
    assert not RING.fits(seal, "entry", "another text")
    assert is_signed("document", key.sign("document"), RING.public) is fits


@pytest.mark.parametrize("seal", ["", "0", NEW.seal("entry", "text")[:32], "é" * 64])
def test_part_of_a_seal_is_none(seal: str) -> None:
    assert not RING.fits(seal, "entry", "text")


@pytest.mark.parametrize("signature", ["", "00", "no hex", NEW.sign("another")])
def test_no_other_signature_fits(signature: str) -> None:
    assert not is_signed("document", signature, RING.public)


def test_a_key_file_has_one_secret_a_line_the_newest_first() -> None:
    ring = KeyRing.of("new\n\n  old \n")
    assert ring == RING
    assert ring.current.public == NEW.public != OLD.public
    with pytest.raises(ValueError, match="no key"):
        KeyRing.of(" \n")
