"""The table of moves as transitions: every step from stage to stage, for drawings and lists."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heed.process.move import Move
from heed.process.moves import ROWS
from heed.process.roles import CREW, DESK, INTAKE, LEADS, SUPERIORS
from heed.process.words import BEFORE_HANDLED, N_, OPEN, Stage, Word

#: Names for the stages and the people that many rows share, the largest first.
STAGES_TOGETHER: tuple[tuple[Sequence[Word], str], ...] = (
    (tuple(Stage), N_("any stage")),
    (OPEN, N_("any open stage")),
    (BEFORE_HANDLED, N_("any stage before Handled")),
)
PEOPLE_TOGETHER: tuple[tuple[Sequence[Word], str], ...] = (
    (INTAKE, N_("Everyone who records complaints")),
    (DESK, N_("Desk staff")),
    (LEADS, N_("Case leads")),
    (CREW, N_("Work crew")),
    (SUPERIORS, N_("Superiors")),
)


@dataclass(frozen=True, slots=True)
class Transition:
    """A move that leads from `source` (None: not on record yet) to `to`.

    `because` is the label of the choice that leads there, where the move has several ends.
    """

    move: Move
    source: Stage | None
    to: Stage
    because: str = ""


def transitions() -> tuple[Transition, ...]:
    """Every transition, in the order of the table."""
    return tuple(transition for move in ROWS for transition in _transitions_of(move))


def _transitions_of(move: Move) -> Iterator[Transition]:
    for source in move.at or (None,):
        for to, because in _ends(move):
            yield Transition(move, source, to, because)


def _ends(move: Move) -> Iterator[tuple[Stage, str]]:
    """Where a move leads and why: by trying each choice that it asks for."""
    if move.choose is None:
        yield from ((stage, "") for stage in move.to)
        return
    for fact in move.asks:
        if fact.choices is not None:
            found = [(word, _chosen(move, fact.name, word)) for word in fact.choices]
            yield from ((stage, word.label) for word, stage in found if stage is not None)


def _chosen(move: Move, fact: str, word: str) -> Stage | None:
    assert move.choose is not None
    try:
        return move.choose({fact: word})
    except KeyError:
        return None  # this choice does not decide


def sources_in_words(move: Move) -> tuple[str, ...]:
    """The labels of the stages that a move starts from, or the phrase for them all."""
    return _together(move.at, STAGES_TOGETHER)


def who_in_words(move: Move) -> tuple[str, ...]:
    """The labels of those who may make a move, with the phrase for those who stand together."""
    return _together(move.by, PEOPLE_TOGETHER)


def _together(words: Sequence[Word], groups: Sequence[tuple[Sequence[Word], str]]) -> tuple[str, ...]:
    for group, phrase in groups:
        if set(group) <= set(words):
            return phrase, *(word.label for word in words if word not in group)
    return tuple(word.label for word in words)
