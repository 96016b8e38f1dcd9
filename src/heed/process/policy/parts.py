"""The bricks of a policy: a frozen `PolicyPart` that checks itself, `Text` in every language, codes and minutes.

Every field carries a `title`: an English message id that names the setting on the page, in a problem and in a change.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, create_model, model_validator
from pydantic_core import PydanticCustomError

from heed.i18n.languages import LANGUAGES, SOURCE, language_of
from heed.process.words.base import N_

#: The type of the pydantic error that carries `Problem`s of our own.
UNSOUND = "unsound"
#: No time in a policy is longer than a leap year, so that no due time overflows.
LONGEST_MINUTES = 366 * 24 * 60

#: Stored with complaints and in addresses: never translated, never changed once used.
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
#: Words that a person reads.
Wording = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
OptionalWording = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
#: A stretch of time in minutes, longer than nothing.
Minutes = Annotated[float, Field(gt=0, le=LONGEST_MINUTES)]
#: How long after a moment, in minutes; 0 is at once.
MinutesAfter = Annotated[float, Field(ge=0, le=LONGEST_MINUTES)]
Days = Annotated[int, Field(ge=1, le=3660)]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at `path` ("clocks.answer.limit", positions of lists from 0; "" is the whole document).

    `msgid` is an English message id, `params` fill it.
    """

    path: str
    msgid: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def within(self, path: str) -> "Problem":
        """The same problem, seen from the part that holds this one at `path`."""
        return Problem(".".join(filter(None, (path, self.path))), self.msgid, self.params)


class PolicyPart(BaseModel):
    """A piece of a policy: frozen, with no unknown settings, and never unsound once made."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def faults(self) -> Iterator[Problem]:
        """What is wrong though every value has its shape; paths begin at this part."""
        return iter(())

    def gist(self) -> Any:
        """The part in one value, for a list of changes: its names where it has some, else its values."""
        return tuple(getattr(self, name) for name in type(self).model_fields)

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        found = tuple(self.faults())
        if found:
            raise PydanticCustomError(UNSOUND, "{first}", {"first": found[0].msgid, "problems": found})
        return self


class _Wordings(PolicyPart):
    """What a `Text` can do."""

    def in_language(self, code: str) -> str:
        """Return the words for a Django language code; English where there are none in that language."""
        words: str = getattr(self, language_of(code).field)
        return words or str(getattr(self, SOURCE.field))

    def wordings(self) -> tuple[str, ...]:
        """Return the words in every language that has some."""
        return tuple(filter(None, (getattr(self, language.field) for language in LANGUAGES)))


if TYPE_CHECKING:

    class Text(_Wordings):
        """Words of the company's own, with a field for each language: `zh_hans`, `zh_hant`, `en` and any other."""

        def __init__(self, **words: str) -> None: ...
        def __getattr__(self, field: str) -> str: ...

else:
    Text = create_model(
        "Text",
        __base__=_Wordings,
        __doc__="Words of the company's own, with a field for each language.",
        __module__=__name__,
        **{
            language.field: (Wording, Field(title=language.title))
            if language.required
            else (OptionalWording, Field(title=language.title, default=""))
            for language in LANGUAGES
        },
    )


class Named(PolicyPart):
    """A part with a code of its own and names to show."""

    code: Code = Field(title=N_("Code"))
    names: Text = Field(title=N_("Name"))

    def gist(self) -> Text:
        return self.names


def repeats(coded: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """A problem for each code that came before, out of pairs of its path and itself."""
    seen: set[str] = set()
    for path, code in coded:
        if code in seen:
            yield Problem(path, N_("“%(code)s” appears here twice."), {"code": str(code)})
        seen.add(code)


def unknown(code: str | None, known: Iterable[str], path: str) -> Iterator[Problem]:
    """A problem where `code` is none of the `known`."""
    if code is not None and code not in known:
        yield Problem(path, N_("There is no “%(code)s” in this policy."), {"code": code})
