"""The text of a form without its files, however it arrives."""

import pytest

from heed.config.text_parts import TextParts, boundary_of

FORM = (
    b'--frontier\r\nContent-Disposition: form-data; name="content"\r\n\r\nthe lamp\r\nis broken\r\n'
    b'--frontier\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n'
    b"Content-Type: image/png\r\n\r\n\x89PNG--frontie\r\n\r\n--front\r\n"
    b'--frontier\r\nContent-Disposition: form-data; name="unit"\r\n\r\n3-1502\r\n--frontier--\r\n'
)
TEXT = (
    b'--frontier\r\nContent-Disposition: form-data; name="content"\r\n\r\nthe lamp\r\nis broken\r\n'
    b'--frontier\r\nContent-Disposition: form-data; name="unit"\r\n\r\n3-1502\r\n--frontier--\r\n'
)


@pytest.mark.parametrize("size", [1, 2, 7, 50, 10_000])
def test_text_is_kept_and_files_are_dropped_however_the_form_arrives(size: int) -> None:
    parts = TextParts(b"frontier", 1000)
    for start in range(0, len(FORM), size):
        parts.feed(FORM[start : start + size])
    assert parts.body() == TEXT


def test_more_text_than_a_form_may_have_is_left_out() -> None:
    parts = TextParts(b"frontier", 200)
    parts.feed(FORM.replace(b"the lamp", b"x" * 1000))
    assert len(parts.body()) < 300


@pytest.mark.parametrize(
    ("sent", "boundary"),
    [
        ("multipart/form-data; boundary=frontier", b"frontier"),
        ('multipart/form-data; boundary="frontier"', b"frontier"),
        ("Multipart/form-data; charset=utf-8; Boundary=x1", b"x1"),
        ("application/x-www-form-urlencoded", b""),
    ],
)
def test_only_a_form_with_files_has_a_boundary(sent: str, boundary: bytes) -> None:
    assert boundary_of(sent) == boundary
