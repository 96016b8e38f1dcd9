"""`heed erase NUMBER`: erase what was written of a complaint, or of some entries, and put that on record."""

import argparse

from heed.actions.engine.errors import Refused
from heed.actions.record.erase import erase
from heed.commands import complain, say
from heed.records.models import Complaint


def main(arguments: list[str]) -> int:
    """Erase it; 1 where that is refused."""
    parser = argparse.ArgumentParser(
        "heed erase", description="Erase the words and files of a complaint. What happened when, and by whom, stays."
    )
    parser.add_argument("number", help="the number of the complaint")
    parser.add_argument(
        "--entry", action="append", type=int, metavar="N", help="this entry alone (as often as you like)"
    )
    parser.add_argument("--reason", required=True, help="why: it stays on record")
    options = parser.parse_args(arguments)
    complaint = Complaint.objects.filter(number=options.number.upper()).first()
    if complaint is None:
        complain(f"There is no complaint {options.number}.")
        return 1
    try:
        erased = erase(complaint, by=None, reason=options.reason, seqs=options.entry)
    except Refused as refused:
        complain(*(refusal.text % refusal.params for refusal in refused.refusals))
        return 1
    say(f"Erased: the words and files of {erased} entries of {complaint.number}. Its backups still hold them.")
    return 0
