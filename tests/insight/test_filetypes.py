"""Files are known by their bytes: what is a recording, what is a picture, and what only looks like one."""

import pytest

from heed.insight.filetypes import is_program, is_recording, mime_of

UNKNOWN = "application/octet-stream"


def iso(brand: bytes) -> bytes:
    """The beginning of an ISO media file of this brand."""
    return b"\x00\x00\x00\x20ftyp" + brand + b"\x00\x00\x02\x00isommp41"


@pytest.mark.parametrize(
    ("body", "mime"),
    [
        (b"ID3\x04\x00\x00", "audio/mpeg"),
        (b"\xff\xfb\x90\x64", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (iso(b"M4A "), "audio/mp4"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"OggS\x00\x02", "audio/ogg"),
        (b"#!AMR\n\x3c", "audio/amr"),
        (iso(b"isom"), "video/mp4"),
        (iso(b"mp42"), "video/mp4"),
        (iso(b"qt  "), "video/quicktime"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm", "video/webm"),
    ],
)
def test_recordings_are_known_by_their_first_bytes(body: bytes, mime: str) -> None:
    assert mime_of(body) == mime
    assert is_recording(mime)


@pytest.mark.parametrize(
    ("body", "mime"),
    [
        (iso(b"heic"), "image/heic"),
        (b"RIFF\x24\x00\x00\x00WEBP", "image/webp"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"%PDF-1.7", "application/pdf"),
        (b"\xff\xfe<\x00h\x00", UNKNOWN),  # UTF-16 text
        (b"\x1aE\xdf\xa3\x9fB\x82\x88matroska", UNKNOWN),
        (iso(b"evil"), UNKNOWN),
        (b"RIFF\x24\x00\x00\x00AVI ", UNKNOWN),
        (b"<html><audio>", UNKNOWN),
        (b"\xff", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_what_is_no_recording_is_not_taken_for_one(body: bytes, mime: str) -> None:
    assert mime_of(body) == mime
    assert not is_recording(mime)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("bill.exe", b"MZ\x90\x00"), ("照片.jpg", b"MZ\x90\x00"), ("photo", b"\x7fELF\x02"),
        ("a.txt", b"#!/bin/sh\nrm"),
        ("invoice.PDF.JS", b"var a"), ("link.lnk", b"L\x00\x00"), ("heed.apk", b"PK\x03\x04"),
    ],
)  # fmt: skip
def test_what_runs_when_it_is_opened_is_a_program_by_its_name_or_its_first_bytes(name: str, body: bytes) -> None:
    assert is_program(name, body)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.amr", b"#!AMR\n\x3c"),
        ("报修单.docx", b"PK\x03\x04"),
        ("x.html", b"<script>"),
        ("exe notes.txt", b"notes"),
        ("", b""),
    ],
)
def test_recordings_and_documents_are_no_programs(name: str, body: bytes) -> None:
    assert not is_program(name, body)
