"""`heed migrate`: bring the database up to date, or to the state that is named."""

from django.core.management import call_command

from heed.commands import say
from heed.commands.prepare import make_tables


def main(arguments: list[str]) -> None:
    """Without arguments everything, as `heed run` does it; with arguments what Django's command does with them."""
    if arguments:
        call_command("migrate", *arguments)
        return
    make_tables()
    say("The database is up to date.")
