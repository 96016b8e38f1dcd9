"""What is said, not done and called while people are in danger, by category (R20, R75)."""

from typing import Annotated

from pydantic import Field, StringConstraints

from heed.process.policy.parts import Code, Named, Text
from heed.process.words.base import N_

#: A number that a telephone dials.
DialledNumber = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[+0-9][0-9 -]{1,30}$")]


class EmergencyNumber(Named):
    """Who helps from outside, and the number to dial; without a category for every emergency."""

    number: DialledNumber = Field(title=N_("Telephone"))
    category: Code | None = Field(default=None, title=N_("Only for the category"))


class EmergencyWords(Named):
    """Words for people in danger, and what they must not do."""

    category: Code = Field(title=N_("Category"))
    say: Text = Field(title=N_("Say"))
    never: Text = Field(title=N_("What they must not do"))
