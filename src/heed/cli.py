"""The command `heed`: finds the module of a subcommand and passes the arguments on.

Each such module has `main(arguments: list[str]) -> int | None`, which returns the exit code. A module is imported only
when its command is called, so that `heed run` stays light.
"""

import argparse
import errno
import importlib
import os
import sys
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from heed import __version__
from heed.commands import complain, parent_watch, read_settings

#: The errors that tell of a full, closed or broken disk, and not of a fault of Heed.
_OF_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EMFILE)


@dataclass(frozen=True)
class Command:
    """A subcommand: its module, its purpose, and whether Django must be set up before the module is imported.

    One without a purpose is for internal use and not listed.
    """

    module: str
    purpose: str = ""
    with_django: bool = True


COMMANDS = {
    "run": Command("heed.commands.run", "run Heed: the web pages and the clocks", with_django=False),
    "demo": Command("heed.demo.command", "run Heed with demo estates, and say how to sign in", with_django=False),
    "worker": Command("heed.clockwork.worker", "watch the clocks and send notices, in one process"),
    "check": Command("heed.commands.check", "say in plain words what is wrong with settings, database, machine"),
    "migrate": Command("heed.commands.migrate", "bring the database up to date (`heed run` does it too)"),
    "reindex": Command("heed.commands.reindex", "rebuild the search index from the record"),
    "tallies": Command("heed.commands.tallies", "count what changed for the reports, or everything anew"),
    "learn": Command("heed.commands.learn", "learn from the complaints that were decided, for the suggestions"),
    "checkpoint": Command("heed.commands.checkpoint", "sign how far every record has come, and keep that elsewhere"),
    "verify": Command(
        "heed.commands.verify", "verify an export of the record or a case file, without a database", with_django=False
    ),
    "export-record": Command("heed.commands.export_record", "write the record to a file that anybody can verify"),
    "erase": Command("heed.commands.erase", "erase what was written of a complaint, and put that on record"),
    "seal-key": Command("heed.commands.seal_key", "say which key seals the record, or begin a new one"),
    "renew-triggers": Command("heed.commands.renew_triggers", "make the triggers that guard the record anew"),
    "backup": Command("heed.commands.backup", "write the database and all files into one archive"),
    "restore": Command("heed.commands.restore", "restore what `heed backup` wrote"),
    "import": Command("heed.doors.spreadsheets.command", "import homes and residents, or old complaints, from a list"),
    "messages": Command("heed.i18n.__main__", "extract, compile or check the translations", with_django=False),
    "django": Command("heed.commands.django", "any management command of Django's", with_django=False),
    "prepare": Command("heed.commands.prepare"),
    "web": Command("heed.commands.web", with_django=False),
}


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code. A wrong setting is reported in a sentence, without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heed.config.settings")
    os.umask(0o077)  # whatever Heed writes is for its own account
    parent_watch.follow()
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.command:
        parser.print_help(sys.stderr)
        return 2
    try:
        return _run(options.command, options.arguments)
    except ImproperlyConfigured as problem:
        complain(f"A setting is wrong: {problem}")
        return 2
    except DatabaseError as problem:
        complain(_database_error(problem))
        return 1
    except OSError as problem:
        if problem.errno not in _OF_THE_DISK:
            raise
        complain(f"The disk does not let Heed work: {problem.strerror}{_named(problem)}.")
        return 1
    except KeyboardInterrupt:
        return 130


def _named(problem: OSError) -> str:
    """The file of an error, as the end of a sentence."""
    return f" ({problem.filename})" if problem.filename else ""


def _run(name: str, arguments: list[str]) -> int:
    command = COMMANDS[name]
    if command.with_django:
        import django

        read_settings()
        django.setup()
    try:
        module = importlib.import_module(command.module)
    except ModuleNotFoundError as problem:
        if problem.name and command.module.startswith(problem.name):
            complain(f"`heed {name}` is not part of this Heed.")
            return 2
        raise
    return int(module.main(arguments) or 0)


def _database_error(problem: DatabaseError) -> str:
    from heed.commands.prepare import database_trouble, migrations_waiting

    if trouble := database_trouble():
        return f"The database does not answer: {trouble}"
    if migrations_waiting():
        return "The database is not made yet, or not up to date: run `heed migrate` first (`heed run` does it too)."
    return f"The database failed: {problem}"


def _parser() -> argparse.ArgumentParser:
    listed = [f"  {name:<16}{command.purpose}" for name, command in COMMANDS.items() if command.purpose]
    parser = argparse.ArgumentParser(
        "heed",
        description="Heed, the complaint desk of a property management company.",
        epilog="\n".join(["commands:", *listed, "", "`heed COMMAND --help` shows the options of one."]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"heed {__version__}")
    parser.add_argument("command", nargs="?", choices=COMMANDS, metavar="COMMAND", help="one of the commands below")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="…", help="the arguments of the command")
    return parser


if __name__ == "__main__":
    sys.exit(main())
