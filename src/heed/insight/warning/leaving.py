"""Whether an owner is about to be lost: signs of one complaint, each with its weight (R19, R110, R148)."""

from dataclasses import dataclass

from heed.process.policy.warnings import LeavingTerms
from heed.process.words import N_, Word


class Sign(Word):
    """What speaks for it that the owner turns away; `silent` and `quiet` are days of the policy."""

    DISSATISFIED = "dissatisfied", N_("the owner said that it is not solved")
    ROUNDS = "rounds", N_("it is in a further round")
    SILENT = "silent", N_("no word has passed with the owner for %(silent)s days")
    QUIET = "quiet", N_("no word has passed with the owner for %(quiet)s days")
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


def signs_of(terms: LeavingTerms, standing: Standing) -> tuple[Sign, ...]:
    """Return the signs, the heaviest first."""
    silent = standing.silent_days or 0.0
    seen = {
        Sign.DISSATISFIED: standing.dissatisfied,
        Sign.SILENT: silent >= terms.silent_days,
        Sign.BROKEN: standing.broken,
        Sign.ROUNDS: standing.round > 1,
        Sign.QUIET: terms.quiet_days <= silent < terms.silent_days,
        Sign.REPEATED: standing.repeated,
        Sign.UPSET: standing.upset,
    }
    return tuple(sign for sign, is_seen in seen.items() if is_seen)


def is_leaving(terms: LeavingTerms, signs: tuple[Sign, ...], dismissed: int = 0) -> bool:
    """Whether the signs weigh enough; one alone never does, and each dismissal asks for one more."""
    return len(signs) > 1 and sum(_WEIGHTS[sign] for sign in signs) >= terms.weight + dismissed
