"""The seats of a day: its row is locked before any is taken or freed, so that not one too many is given away."""

from collections.abc import Sequence
from datetime import datetime

from heed.actions.engine.errors import Refused
from heed.actions.reception_days.telling import tell
from heed.process.case import Refusal
from heed.process.words import N_, DayNews, DayState, SignUpState
from heed.records.models import ReceptionDay, SignUp


def locked(day: ReceptionDay) -> ReceptionDay:
    """Return the day as it stands now, locked until the transaction ends."""
    rows = ReceptionDay.objects.select_for_update(of=("self",), no_key=True).select_related("project")
    return rows.get(pk=day.pk)


def refuse_unless(day: ReceptionDay, *states: DayState) -> None:
    """Raise Refused where the day stands otherwise by now."""
    if day.state not in states:
        raise Refused([Refusal(N_("This day stands otherwise by now. See how it stands, and try again."))])


def take(day: ReceptionDay, people: int) -> bool:
    """Take seats of a locked day; return False where so many are not free."""
    if day.taken + people > day.seats:
        return False
    day.taken += people
    day.save(update_fields=["taken"])
    return True


def give_back(day: ReceptionDay, people: int, at: datetime) -> None:
    """Free seats of a locked day, and let the waiting list move up."""
    day.taken -= people
    day.save(update_fields=["taken"])
    move_up(day, at)


def move_up(day: ReceptionDay, at: datetime) -> Sequence[SignUp]:
    """Give free seats of a locked day to those who have waited longest and for whom they suffice, and tell them."""
    if day.state != DayState.OPEN or at >= day.begins_at:
        return ()
    moved = []
    for one in day.sign_ups.select_related("day__project").filter(state=SignUpState.WAITING.value).order_by("pk"):
        if day.taken == day.seats:
            break
        if take(day, one.people):
            one.state, one.seated_at = SignUpState.SEATED.value, at
            one.save(update_fields=["state", "seated_at"])
            moved.append(one)
    tell(moved, DayNews.MOVED_UP, at)
    return moved
