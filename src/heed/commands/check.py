"""`heed check`: what is wrong with the settings, the database and the machine, in plain sentences."""

import argparse
from collections.abc import Callable, Iterator

from heed.commands import say
from heed.commands.checks import Finding, database, machine, surroundings, wrong

Look = Callable[[], Iterator[Finding]]
LOOKS: dict[str, tuple[Look, ...]] = {
    "Settings": (
        surroundings.secret_key,
        surroundings.switches,
        surroundings.address,
        surroundings.mail,
        surroundings.what_django_says,
    ),
    "Database": (database.database,),
    "Machine": (machine.disk, machine.time_zones, machine.translations),
}
THOROUGH = database.soundness


def main(arguments: list[str]) -> int:
    """Say how everything is; 1 if something is wrong. Warnings alone end with 0."""
    parser = argparse.ArgumentParser("heed check", description="Say in plain words what is wrong with this Heed.")
    parser.add_argument("--thorough", action="store_true", help="read the whole database and look for damage")
    options = parser.parse_args(arguments)
    found: list[Finding] = []
    for title, looks in LOOKS.items():
        more = (THOROUGH,) if options.thorough and title == "Database" else ()
        findings = [finding for look in (*looks, *more) for finding in _surely(look)]
        say(f"{title}:", *(f"  {finding.verdict:<7}{finding.sentence}" for finding in findings))
        found += findings
    say("", _summary(found))
    return int(any(finding.verdict == "wrong" for finding in found))


def _surely(look: Look) -> Iterator[Finding]:
    """What one look finds; that it failed is a finding too."""
    try:
        yield from look()
    except Exception as problem:  # noqa: BLE001  # whatever is wrong, the other looks go on
        yield wrong(f"This could not be looked at ({look.__name__}): {type(problem).__name__}: {problem}")


def _summary(found: list[Finding]) -> str:
    wrongs, warnings = (sum(finding.verdict == kind for finding in found) for kind in ("wrong", "warn"))
    if not wrongs and not warnings:
        return "All is well."
    return f"Wrong: {wrongs}. To be known: {warnings}."
