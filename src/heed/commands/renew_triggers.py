"""`heed renew-triggers`: make anew what lets the database refuse changes of the record."""

import argparse

from django.db import connection, transaction

from heed.commands import say
from heed.records import triggers


def main(arguments: list[str]) -> None:
    """Take away what there is of the triggers, and make all of them."""
    argparse.ArgumentParser("heed renew-triggers", description="Make the triggers of the record anew.").parse_args(
        arguments
    )
    with transaction.atomic():
        triggers.remove(connection)
        triggers.install(connection)
    say("The database refuses to change or delete what is on record.")
