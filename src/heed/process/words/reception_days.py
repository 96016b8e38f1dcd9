"""What becomes of an owner reception day, and of those who sign up for it (R120 to R126)."""

from heed.process.words.base import N_, Word


class DayState(Word):
    """Where an owner reception day stands; whether it is over is a matter of the time."""

    DRAFT = "draft", N_("Being prepared")
    OPEN = "open", N_("Owners are invited")
    CANCELLED = "cancelled", N_("Cancelled")


class SignUpState(Word):
    """Whether an owner who signed up has seats."""

    SEATED = "seated", N_("Signed up")
    WAITING = "waiting", N_("Waiting list")
    CANCELLED = "cancelled", N_("Signed off")
    WALKED_IN = "walked_in", N_("Came without signing up")


class DayNews(Word):
    """What those who signed up are told."""

    SEATED = "day_seated", N_("You are signed up for the owner reception day")
    WAITING = "day_waiting", N_("You are on the waiting list of the owner reception day")
    MOVED_UP = "day_moved_up", N_("A seat is free: you are signed up for the owner reception day")
    MOVED = "day_moved", N_("The owner reception day has been moved")
    CANCELLED = "day_cancelled", N_("The owner reception day is cancelled")
