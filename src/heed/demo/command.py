"""`heed demo`: eight estates with twelve months of complaints up to now, and Heed running on them.

The demo has a database of its own and marks it; it never touches one that holds anything else. On SQLite it is made
in a new file, which replaces the old one when it is complete, so an interrupted build leaves nothing behind.
"""

import argparse
import os
import subprocess

from heed.commands import complain, read_settings, run, say
from heed.commands.supervise import command
from heed.demo.cast import CAST

SEED, SIZE = 1502, 420
FOLDER = "data/demo"
"""Where the demo lives unless HEED_DATA or DATABASE_URL says otherwise."""
KEPT_FOR = 12
"""Hours for which a demo counts as today's and is not made again."""


def main(arguments: list[str]) -> int:
    """Make the demo where there is none of today, then serve it; return the exit code."""
    options = _parser().parse_args(arguments)
    os.environ["HEED_DEMO"] = "yes"
    if not os.environ.get("DATABASE_URL"):
        os.environ.setdefault("HEED_DATA", FOLDER)
    if options.only_data:
        read_settings()
        return _build(options)
    building = ["demo", "--only-data", f"--seed={options.seed}", f"--size={options.size}"]
    building += ["--fresh"] if options.fresh else []

    def build() -> int:
        return subprocess.call(command(*building))  # noqa: S603  # our own command

    return run.serve(options.host, options.port, options.workers, _greeting, first=build)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "heed demo",
        description="Run Heed with eight demo estates. Nothing is sent to anybody, and no password is asked for.",
    )
    run.add_options(parser)
    parser.add_argument("--only-data", action="store_true", help="build the demo, and do not run it")
    parser.add_argument(
        "--fresh", action="store_true", help=f"build it again, even if it is under {KEPT_FOR} hours old"
    )
    parser.add_argument("--seed", type=int, default=SEED, help=f"the same seed gives the same demo (default {SEED})")
    parser.add_argument("--size", type=int, default=SIZE, help=f"about how many complaints are played (default {SIZE})")
    return parser


def _build(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from heed.demo import building

    try:
        building.prepare(options.seed, options.size, fresh=options.fresh, kept_for=KEPT_FOR, say=say)
    except (building.DatabaseInUse, run.CannotRun) as problem:
        complain(str(problem))
        return 1
    return 0


def _greeting(address: str) -> list[str]:
    """The lines that say how to sign in."""
    leads = [member for member in CAST if member.leads]
    return [
        f"Staff sign in at {address}/account/login/ by one click on who they are, without a password. Begin with",
        *(f"  {member.name}: {member.describe()}" for member in leads),
        f"and {len(CAST) - len(leads)} more. Owners report something at {address}/ without signing in.",
        f"An owner's page opens at {address}/p/cuihu/find/ by a number; the code for it is shown there.",
    ]
