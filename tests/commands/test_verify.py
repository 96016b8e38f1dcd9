"""The export of the record: verified by anybody, and wholly with the key."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from heed.commands import export_record, verify
from heed.records.models import Complaint
from tests.commands.terminal import Terminal

Lines = list[dict[str, Any]]


@pytest.fixture
def export(complaint: Complaint, tmp_path: Path) -> Path:
    file = tmp_path / "record.jsonl"
    assert export_record.main([str(file), "--files", str(tmp_path / "exported")]) == 0
    assert file.stat().st_mode & 0o077 == 0
    return file


@pytest.fixture
def key(settings: LazySettings, tmp_path: Path) -> Path:
    file = tmp_path / "seal-key"
    file.write_text("\n".join(settings.HEED_SEAL_KEY))
    return file


@pytest.fixture
def verified(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Runs `heed verify`: how it ends, and what it says."""

    def run(*words: Path | str) -> tuple[int, str]:
        capsys.readouterr()
        code = verify.main([str(word) for word in words])
        heard = capsys.readouterr()
        return code, heard.out + heard.err

    return run


Verified = Callable[..., tuple[int, str]]


def test_an_export_is_verified_by_anybody_and_wholly_with_the_key(export: Path, key: Path, verified: Verified) -> None:
    code, heard = verified(export)
    assert code == 0, heard
    assert "2 complaints with 3 entries were read: all as they were written" in heard
    assert "0 entries came after the last checkpoint" in heard
    code, heard = verified(export, "--key", key, "--files", export.parent / "exported")
    assert code == 0, heard
    assert "Verified without the seal key" not in heard
    assert "not read" not in heard


@pytest.mark.once
def test_it_is_verified_where_there_is_no_database(export: Path, tmp_path: Path) -> None:
    done = Terminal(tmp_path / "nothing").heed("verify", str(export))
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "nothing").exists()


def lines_of(export: Path) -> Lines:
    return [json.loads(line) for line in export.read_text().splitlines()]


def write(export: Path, lines: Lines) -> None:
    export.write_text("".join(json.dumps(line) + "\n" for line in lines))


def first_record(lines: Lines) -> dict[str, Any]:
    return next(line for line in lines if "entries" in line)


def words_edited(lines: Lines) -> None:
    first_record(lines)["entries"][0]["facts"]["content"] = "一切都好"


def entry_edited(lines: Lines) -> None:
    first_record(lines)["entries"][1]["values"]["at"] = "2026-01-01 00:00:00"


def entry_left_out(lines: Lines) -> None:
    del first_record(lines)["entries"][-1]


def record_left_out(lines: Lines) -> None:
    lines.remove(first_record(lines))
    lines[-1]["end"]["records"] -= 1


def checkpoint_edited(lines: Lines) -> None:
    lines[1]["checkpoint"] = lines[1]["checkpoint"].replace(" 2 ", " 1 ")


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (words_edited, "entry 1: The text of an entry was changed"),
        (entry_edited, "entry 2: The entries differ from a checkpoint"),
        (entry_left_out, "The latest entries are missing"),
        (record_left_out, "The whole complaint is missing"),
        (checkpoint_edited, "is not as it was signed"),
    ],
)
def test_an_export_that_was_edited_is_found_without_any_key(
    export: Path, verified: Verified, edit: Callable[[Lines], None], words: str
) -> None:
    lines = lines_of(export)
    edit(lines)
    write(export, lines)
    code, heard = verified(export)
    assert code == 1
    assert words in heard, heard


def test_clocks_that_were_edited_are_found_with_the_key(export: Path, key: Path, verified: Verified) -> None:
    lines = lines_of(export)
    for table, values in first_record(lines)["rows"]:
        if table == "records_clock":
            values["limit_at"] = "2030-01-01 00:00:00"
    write(export, lines)
    code, heard = verified(export, "--key", key)
    assert code == 1
    assert "The clocks were changed" in heard


def test_a_file_that_was_swapped_is_found(export: Path, verified: Verified) -> None:
    (file,) = [path for path in (export.parent / "exported").rglob("*") if path.is_file()]
    file.write_bytes(b"another note")
    code, heard = verified(export, "--files", export.parent / "exported")
    assert code == 1
    assert "A file of an entry was changed or is missing" in heard


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda text: text[: len(text) // 2], "not as an export has it"),
        (lambda text: "\n".join(text.splitlines()[:-1]), "not whole"),
        (lambda text: "x" + text, "not as an export has it"),
        (lambda text: "", "not whole"),
    ],
)
def test_a_file_that_is_no_whole_export_is_said_to_be_none(
    export: Path, verified: Verified, spoil: Callable[[str], str], words: str
) -> None:
    export.write_text(spoil(export.read_text()))
    code, heard = verified(export)
    assert code == 1
    assert words in heard, heard


def test_one_complaint_is_exported_alone_and_compressed(
    complaint: Complaint, tmp_path: Path, verified: Verified, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "one.jsonl.gz"
    assert export_record.main([str(file), "--number", complaint.number]) == 0
    code, heard = verified(file)
    assert code == 0, heard
    assert "1 complaints with 2 entries" in heard
    assert export_record.main([str(file), "--number", complaint.number]) == 1, "it is there already"
    assert export_record.main([str(tmp_path / "x"), "--number", "XX-1"]) == 1
    assert "There is no complaint" in capsys.readouterr().err
