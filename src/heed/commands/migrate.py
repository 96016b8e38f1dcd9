"""`heed migrate`: bring the database up to date, or to a named migration."""

from django.core.management import call_command

from heed.commands import say
from heed.commands.prepare import make_tables


def main(arguments: list[str]) -> None:
    """Without arguments migrate everything, as `heed run` does; with arguments call Django's command."""
    if arguments:
        call_command("migrate", *arguments)
        return
    make_tables()
    say("The database is up to date.")
