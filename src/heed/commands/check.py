"""`heed check`: what is wrong with the settings, the database and the machine, in plain sentences."""

import argparse
from collections.abc import Callable, Iterator

from heed.commands import say
from heed.commands.checks import Finding, database, machine, surroundings, wrong

Check = Callable[[], Iterator[Finding]]
CHECKS: dict[str, tuple[Check, ...]] = {
    "Settings": (
        surroundings.secret_key,
        surroundings.switches,
        surroundings.address,
        surroundings.mail,
        surroundings.django_checks,
    ),
    "Database": (database.database,),
    "Machine": (machine.disk, machine.time_zones, machine.translations),
}
THOROUGH_CHECK = database.soundness


def main(arguments: list[str]) -> int:
    """Print all findings. Returns 1 if something is wrong, 0 for warnings alone."""
    parser = argparse.ArgumentParser("heed check", description="Say in plain words what is wrong with this Heed.")
    parser.add_argument("--thorough", action="store_true", help="read the whole database and look for damage")
    options = parser.parse_args(arguments)
    found: list[Finding] = []
    for title, checks in CHECKS.items():
        more = (THOROUGH_CHECK,) if options.thorough and title == "Database" else ()
        findings = [finding for check in (*checks, *more) for finding in _run(check)]
        say(f"{title}:", *(f"  {finding.verdict:<7}{finding.sentence}" for finding in findings))
        found += findings
    say("", _summary(found))
    return int(any(finding.verdict == "wrong" for finding in found))


def _run(check: Check) -> Iterator[Finding]:
    """The findings of one check; that it failed is a finding too."""
    try:
        yield from check()
    except Exception as problem:  # noqa: BLE001  # an error in one check must not stop the others
        yield wrong(f"This could not be looked at ({check.__name__}): {type(problem).__name__}: {problem}")


def _summary(found: list[Finding]) -> str:
    wrongs, warnings = (sum(finding.verdict == kind for finding in found) for kind in ("wrong", "warn"))
    if not wrongs and not warnings:
        return "All is well."
    return f"Wrong: {wrongs}. To be known: {warnings}."
