"""`heed check`: what is wrong with the settings, the database, the record and the machine, in plain sentences."""

import argparse
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from heed.commands import say
from heed.commands.checks import Finding, database, machine, record, surroundings, wrong

Check = Callable[[], Iterator[Finding]]
CHECKS: dict[str, tuple[Check, ...]] = {
    "Settings": (
        surroundings.secret_key,
        surroundings.switches,
        surroundings.address,
        surroundings.mail,
        surroundings.sign_on,
        surroundings.django_checks,
    ),
    "Database": (database.database,),
    "Record": (record.protection,),
    "Machine": (machine.disk, machine.closed_to_others, machine.time_zones, machine.translations),
}
THOROUGH_CHECK = database.soundness


def main(arguments: list[str]) -> int:
    """Print all findings. Returns 1 if something is wrong, 0 for warnings alone."""
    parser = argparse.ArgumentParser("heed check", description="Say in plain words what is wrong with this Heed.")
    depth = parser.add_mutually_exclusive_group()
    depth.add_argument("--thorough", action="store_true", help="look for damage of the database file, too")
    depth.add_argument("--quick", action="store_true", help="do not read the whole record and its files")
    parser.add_argument(
        "--checkpoints", type=Path, metavar="FOLDER", help="hold the record against checkpoints kept elsewhere, too"
    )
    options = parser.parse_args(arguments)
    found: list[Finding] = []
    more: dict[str, tuple[Check, ...]] = {
        "Database": (THOROUGH_CHECK,) if options.thorough else (),
        "Record": () if options.quick else (partial(record.whole_record, options.checkpoints),),
    }
    for title, checks in CHECKS.items():
        findings = [finding for check in (*checks, *more.get(title, ())) for finding in _run(check)]
        say(f"{title}:", *(f"  {finding.verdict:<7}{finding.sentence}" for finding in findings))
        found += findings
    say("", _summary(found))
    return int(any(finding.verdict == "wrong" for finding in found))


def _run(check: Check) -> Iterator[Finding]:
    """The findings of one check; that it failed is a finding too."""
    try:
        yield from check()
    except Exception as problem:  # noqa: BLE001  # an error in one check must not stop the others
        name = getattr(check, "__name__", "the whole record")
        yield wrong(f"This could not be looked at ({name}): {type(problem).__name__}: {problem}")


def _summary(found: list[Finding]) -> str:
    wrongs, warnings = (sum(finding.verdict == kind for finding in found) for kind in ("wrong", "warn"))
    if not wrongs and not warnings:
        return "All is well."
    return f"Wrong: {wrongs}. To be known: {warnings}."
