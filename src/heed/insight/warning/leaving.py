"""Whether an owner is about to be lost: signs of one complaint, each with its weight (R19, R110, R148)."""

from dataclasses import dataclass

from heed.process.words import N_, Word

#: From this weight on there is a warning; each dismissal adds one.
ENOUGH = 4
#: Days without a word between the owner and us.
QUIET_DAYS, SILENT_DAYS = 3, 7


class Sign(Word):
    """What speaks for it that the owner turns away."""

    DISSATISFIED = "dissatisfied", N_("the owner said that it is not solved")
    ROUNDS = "rounds", N_("it is in a further round")
    SILENT = "silent", N_("no word has passed with the owner for a week")
    QUIET = "quiet", N_("no word has passed with the owner for three days")
    BROKEN = "broken", N_("a promise to the owner was broken")
    REPEATED = "repeated", N_("the owner has complained of it before")
    UPSET = "upset", N_("the owner is upset")


_WEIGHTS = {
    Sign.DISSATISFIED: 2, Sign.ROUNDS: 1, Sign.SILENT: 2, Sign.QUIET: 1, Sign.BROKEN: 2, Sign.REPEATED: 1,
    Sign.UPSET: 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an open complaint. `silent_days`: since a word last passed; None where silence is meant."""

    dissatisfied: bool = False
    round: int = 1
    silent_days: float | None = None
    broken: bool = False
    repeated: bool = False
    upset: bool = False


def signs_of(standing: Standing) -> tuple[Sign, ...]:
    """Return the signs, the heaviest first."""
    silent = standing.silent_days or 0.0
    seen = {
        Sign.DISSATISFIED: standing.dissatisfied,
        Sign.SILENT: silent >= SILENT_DAYS,
        Sign.BROKEN: standing.broken,
        Sign.ROUNDS: standing.round > 1,
        Sign.QUIET: QUIET_DAYS <= silent < SILENT_DAYS,
        Sign.REPEATED: standing.repeated,
        Sign.UPSET: standing.upset,
    }
    return tuple(sign for sign, is_seen in seen.items() if is_seen)


def is_leaving(signs: tuple[Sign, ...], dismissed: int = 0) -> bool:
    """Whether the signs weigh enough; one alone never does."""
    return len(signs) > 1 and sum(_WEIGHTS[sign] for sign in signs) >= ENOUGH + dismissed
