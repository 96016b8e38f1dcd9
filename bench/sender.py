"""The process that writes and sends letters for `bench.letters`. It answers each line of its input with one line."""

import sys
from collections.abc import Callable

import django
from django.utils import timezone

django.setup()

from heed.clockwork.senders import Senders  # noqa: E402
from heed.process.preferences import NoticeWay  # noqa: E402
from heed.records.models import Account, Complaint, Notice  # noqa: E402

STEP = 0.2
"""Seconds between two looks for what is due, as often as a worker looks at its busiest."""


def write(many: int) -> int:
    """Write so many notices by mail, each to be a letter of its own."""
    account, complaint, now = Account.objects.order_by("pk")[0], Complaint.objects.order_by("pk")[0], timezone.now()
    Account.objects.filter(pk=account.pk).update(email="director@example.org")
    Notice.objects.filter(sent_at__isnull=True).update(sent_at=now)
    facts = {"number": complaint.number, "stage": complaint.stage, "round": 1}
    Notice.objects.bulk_create([
        Notice(key=f"letter-{number}", complaint=complaint, account=account, about="order", facts=facts,
               channel=NoticeWay.MAIL.value, made_at=now, due_at=now)
        for number in range(many)
    ])  # fmt: skip
    return many


def send() -> int:
    """Send until nothing is due; how many were sent."""
    senders, sent = Senders(lambda: False), 0
    while Notice.objects.filter(sent_at__isnull=True, failed_at__isnull=True).exists():
        sent += senders().sent
        senders.wait(STEP)
    return sent


if __name__ == "__main__":
    commands: dict[str, Callable[..., int]] = {"write": write, "send": send}
    for line in sys.stdin:
        name, *numbers = line.split()
        print(commands[name](*map(int, numbers)), flush=True)
