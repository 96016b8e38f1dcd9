"""An advisory look at what staff are about to say: never a refusal (R63, R64, R69, R79, C14)."""

# ruff: noqa: E501  (texts stand in one line, as their translations do)

import re
import unicodedata

from django.utils.translation import gettext as _

from heed.process.words.base import N_

#: Traditional characters of the phrases below, folded to simplified.
_FOLD = str.maketrans("應該沒辦們關係顧題這歸別錯慮誰儘實", "应该没办们关系顾题这归别错虑谁尽实")
_FAULTS: tuple[tuple[str, str], ...] = (
    (r"是的[,，、\s]*(?:但是|可是|不过)|\byes,? but\b", N_("“Yes, but” cancels the yes: acknowledge "
                                                                     "first, then explain.")),
    (r"(?:不归我们|不关我们|不是我们的(?:事|问题|责任)|找(?:别人|其他部门)|not our (?:job|problem|fault|responsibility))",
     N_("Do not pass it on: say who will follow it up, and that you will stay with it.")),
    (r"(?:[你您](?:自己)?(?:应该|早该|没有?注意|不小心|弄错)|是[你您](?:的错|自己|的问题)|you should have|your (?:own )?fault)",
     N_("Do not point out the owner's own fault: accept what is right and look ahead.")),
    (r"(?:不可能|办不到|没办法|无能为力|\bimpossible\b|\bcan(?:no|')t be done\b)",
     N_("Say what can be done, and who decides about the rest.")),
)  # fmt: skip
#: Only where the policy does not let staff ask for calm (C17).
_CALM = (r"(?:冷静|别激动|不要激动|别生气|calm down|be calm)",
         N_("Do not ask for calm: say that you understand how the owner feels."))  # fmt: skip
_VAGUE = re.compile(r"尽快|尽量|尽早|过几天|有空|\bsoon\b|as soon as possible", re.IGNORECASE)
_WE = re.compile(r"我们|咱们|公司会|\bwe\b", re.IGNORECASE)
_I = re.compile(r"我(?!们)|\bI\b|\bmyself\b")


def advice(words: str, *, promise: bool = False, calm_may_be_asked: bool = False) -> list[str]:
    """What could be said better, a sentence each; of a promise also whether it is first-person and names a time."""
    plain = unicodedata.normalize("NFKC", words).translate(_FOLD)
    faults = _FAULTS if calm_may_be_asked else (*_FAULTS, _CALM)
    found = [_(text) for pattern, text in faults if re.search(pattern, plain, re.IGNORECASE)]
    if promise and plain.strip():
        if _WE.search(plain) or not _I.search(plain):
            found.append(_("Promise in your own name: begin with “I”, and keep it."))
        if _VAGUE.search(plain):
            found.append(_("Give a specific time instead of “soon”."))
    return found
