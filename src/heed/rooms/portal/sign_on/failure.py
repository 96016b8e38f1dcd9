"""Why a sign-in by WeChat or LINE came to nothing: a status, and what to do. The code to the telephone works always."""

from dataclasses import dataclass

from heed.process.words import N_


@dataclass(frozen=True, slots=True)
class HomeFailure:
    """The status of the page, and a sentence with the name of the provider."""

    status: int
    sentence: str


CANCELLED = HomeFailure(
    403, N_("You did not sign in with %(provider)s. Try again, or have a code sent to your telephone.")
)
EXPIRED = HomeFailure(
    400,
    N_("This sign-in with %(provider)s took too long, was used already, or began in another browser. Begin again, or "
       "have a code sent to your telephone."),
)  # fmt: skip
UNREACHABLE = HomeFailure(
    503, N_("%(provider)s does not answer just now. Have a code sent to your telephone, or try again in a few minutes.")
)
UNTRUSTED = HomeFailure(
    502, N_("The sign-in with %(provider)s did not work. Have a code sent to your telephone: it opens the same page.")
)
PREVIEW = HomeFailure(
    403,
    N_("%(provider)s shows only a preview of this page, in which nobody can sign in. Press “Use full service” below, "
       "or have a code sent to your telephone."),
)  # fmt: skip
ELSEWHERE = HomeFailure(
    409, N_("%(provider)s signs you in only inside of %(provider)s. Open this page there, or have a code sent to you.")
)
