"""`python -m heed.process.markdown > docs/process.md`: the table of moves as a document."""

import sys
from collections.abc import Iterable, Iterator

from heed.process.closing import EVIDENCE
from heed.process.facts import Fact
from heed.process.move import Move
from heed.process.moves import DUTY_CLOCKS, ROUND_CLOCKS, ROWS, STAGE_CLOCKS, STOPPED_AT
from heed.process.transitions import PEOPLE_TOGETHER, Transition, sources_in_words, transitions, who_in_words
from heed.process.words import Stage, Word

#: A move from more stages than this stays out of the drawing, which says so below it.
MANY = 6
INTRODUCTION = """# How a complaint travels

*Made from the table in `src/heed/process/moves/` by `python -m heed.process.markdown > docs/process.md`; a test fails
when the two differ. The same table makes the buttons, the forms, the permissions and the page "How a complaint
travels" inside Heed.*
"""


def document() -> str:
    """The whole document, in English."""
    return "\n".join([INTRODUCTION, *_drawing(), "", *_moves(), "", *_clocks(), "", *_closings(), ""])


def _drawing() -> Iterator[str]:
    yield from ("## The stages", "", "```mermaid", "stateDiagram-v2")
    yield from (f'  state "{stage.label}" as {stage}' for stage in Stage)
    drawn = [one for one in transitions() if len(one.move.at) <= MANY]
    for (source, to), group in _by_ends(drawn):
        yield f"  {source or '[*]'} --> {to}: {' / '.join(dict.fromkeys(map(_said, group)))}"
    yield from ("  closed --> [*]", "```", "")
    for move in ROWS:
        if move.to and len(move.at) > MANY:
            yield f"- **{move.label}** leads from {_listed(sources_in_words(move))} to {_listed(_labels(move.to))}."


def _by_ends(drawn: Iterable[Transition]) -> list[tuple[tuple[Stage | None, Stage], list[Transition]]]:
    found: dict[tuple[Stage | None, Stage], list[Transition]] = {}
    for one in drawn:
        found.setdefault((one.source, one.to), []).append(one)
    return list(found.items())


def _said(one: Transition) -> str:
    return f"{one.move.label} ({one.because.lower()})" if one.because else one.move.label


def _moves() -> Iterator[str]:
    yield from ("## The moves", "")
    yield "Facts in *italics* may be left out, or are asked only where another answer calls for them."
    yield from ("", "Who stands together:", "")
    yield from (f"- **{phrase}**: {_listed(_labels(group))}" for group, phrase in PEOPLE_TOGETHER)
    yield from ("", "| move | from | to | who may | facts | clocks | who is told | rules |", "|---" * 8 + "|")
    for move in ROWS:
        cells = (
            f"**{move.label}**",
            _listed(sources_in_words(move)) or "–",
            _listed(_labels(move.to)) or "stays",
            _listed(who_in_words(move)),
            _listed(map(_fact, move.asks)),
            _clocks_of(move),
            _listed(_labels(move.tells)),
            move.rule,
        )
        yield f"| {' | '.join(cells)} |"


def _fact(fact: Fact) -> str:
    return fact.label if fact.required and fact.when is None else f"*{fact.label}*"


def _clocks_of(move: Move) -> str:
    does = (("starts", move.starts), ("restarts", move.restarts), ("stops", move.stops), ("drops", move.drops))
    return "; ".join(f"{what} {_listed(_labels(clocks)).lower()}" for what, clocks in does if clocks)


def _clocks() -> Iterator[str]:
    yield from ("## Clocks that no move names", "")
    for stage, clocks in STAGE_CLOCKS.items():
        yield f"- *{_listed(_labels(clocks))}* runs as long as the stage is *{stage.label}*."
    for stage, clocks in STOPPED_AT.items():
        yield f"- *{_listed(_labels(clocks))}* ends as soon as the stage is *{stage.label}*."
    duty = _listed(_labels(DUTY_CLOCKS))
    yield f"- *{duty}* runs from a promise that was missed, or moved with too little notice, until it is made good."
    yield f"- Every new round starts *{_listed(_labels(ROUND_CLOCKS))}* afresh."


def _closings() -> Iterator[str]:
    yield from ("## Closing codes", "", "| code | evidence |", "|---|---|")
    yield from (f"| {code.label} | {evidence} |" for code, evidence in EVIDENCE.items())


def _labels(words: Iterable[Word]) -> list[str]:
    return [word.label for word in words]


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(texts)


if __name__ == "__main__":
    sys.stdout.write(document())
