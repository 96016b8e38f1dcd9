"""Telling those who signed up for a day: by the contact that they gave, in the transaction of what they are told."""

from collections.abc import Iterable
from datetime import datetime

from heed.actions.engine import outbox
from heed.process.words import DayNews
from heed.records.models import Notice, SignUp
from heed.records.models.notice import OWNER_CHANNEL


def tell(sign_ups: Iterable[SignUp], news: DayNews, at: datetime, change: int = 0) -> None:
    """Put a message into the outbox for each who gave a contact; once for each `change` of the day."""
    outbox.write(
        Notice(
            key=f"{news.value}-{one.pk}-{change}", sign_up=one, about=news.value, channel=OWNER_CHANNEL,
            facts={"project": one.day.project.name}, made_at=at, due_at=at,
        )
        for one in sign_ups if one.contact
    )  # fmt: skip
