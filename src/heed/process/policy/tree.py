"""Departments and the category tree: a leaf says who works on it, how grave it usually is, and by which words
it is known (R20, R115)."""

from collections.abc import Iterator

from pydantic import Field

from heed.process.policy.parts import Code, Named, PolicyPart, Problem, Wording
from heed.process.words.base import N_


class PolicyDepartment(Named):
    """Who works on complaints, by a code that orders and leaves refer to (R65)."""


class Keywords(PolicyPart):
    """Words that point to a leaf: Chinese ones in simplified characters, English ones in their plain form."""

    zh: tuple[Wording, ...] = Field(default=(), title=N_("Chinese keywords, simplified"))
    en: tuple[Wording, ...] = Field(default=(), title=N_("English keywords"))

    def faults(self) -> Iterator[Problem]:
        for name in ("zh", "en"):
            seen: set[str] = set()
            for position, word in enumerate(getattr(self, name)):
                if word.casefold() in seen:
                    yield Problem(
                        f"{name}.{position}", N_("The keyword “%(word)s” appears here twice."), {"word": word}
                    )
                seen.add(word.casefold())


class Leaf(Named):
    """A category that a complaint can have.

    `about_conduct`: it is about a person's manner, so that person neither works on it nor visits (C3).
    `course`: the code of the training that is suggested when such complaints come often (R115).
    """

    department: Code = Field(title=N_("Department"))
    level: Code = Field(title=N_("Usual level"))
    keywords: Keywords = Field(default=Keywords(), title=N_("Keywords"))
    simple_repair: bool = Field(default=False, title=N_("A simple repair: ordered without a proposal"))
    about_conduct: bool = Field(default=False, title=N_("About a person's attitude"))
    course: Code | None = Field(default=None, title=N_("Suggested course"))


class Branch(Named):
    """A branch of the tree with its leaves."""

    leaves: tuple[Leaf, ...] = Field(title=N_("Categories"), min_length=1)
