"""The triage on real messages: how often it is right, whether its confidence is true, and what it costs."""

import random
import time
from dataclasses import dataclass, field

from bench.figure import Figure, Measured, Skipped
from bench.real_messages import rows_of
from heed.insight.triage.measures import calibration_error, macro_f1
from heed.insight.triage.model import TextModel
from heed.insight.triage.training import Missing, train

#: What the requirements ask for: F1, error of the confidence, milliseconds a text, seconds to train.
F1, ERROR, MILLISECONDS, SECONDS = 0.90, 0.03, 20.0, 60.0
FOLDS = 5


@dataclass
class Judged:
    """What was judged so far: the class of each place, how sure and whether right, and the time that it took."""

    codes: dict[int, str] = field(default_factory=dict)
    hits: list[tuple[float, bool]] = field(default_factory=list)
    learning: float = 0.0
    judging: float = 0.0


def measure() -> Measured:
    """Learn from four fifths of the messages and judge the others, five times."""
    rows = rows_of("messages.parquet", "title, detail, label", "split = 'dev'")
    messages = [(f"{title or ''}\n{detail or ''}", str(label)) for title, detail, label in rows]
    part = [place % FOLDS for place in range(len(messages))]
    random.Random(1).shuffle(part)
    judged = Judged()
    for fold in range(FOLDS):
        _judge(messages, [place for place in range(len(messages)) if part[place] == fold], judged)
    decided = [code for _, code in messages]
    f1 = macro_f1(decided, [judged.codes[place] for place in range(len(messages))])
    error, each = calibration_error(judged.hits), 1000 * judged.judging / len(messages)
    words = (
        f"F1 {f1:.3f}, confidence {100 * error:.1f} points off, {each:.1f} ms a text, {judged.learning:.0f} s to learn"
    )
    return Measured(words, f1 >= F1 and error <= ERROR and each <= MILLISECONDS and judged.learning <= SECONDS)


def _judge(messages: list[tuple[str, str]], unseen: list[int], judged: Judged) -> None:
    """Learn from all messages but the unseen ones, and judge those with the model as it is stored."""
    left_out = set(unseen)
    seen = [message for place, message in enumerate(messages) if place not in left_out]
    began = time.process_time()
    try:
        stored = train([text for text, _ in seen], [code for _, code in seen]).model.to_bytes()
    except Missing:
        raise Skipped("it needs `pip install heed[learn]`") from None
    judged.learning = max(judged.learning, time.process_time() - began)
    model = TextModel.from_bytes(stored)
    model.judge(messages[0][0])
    began = time.process_time()
    for place in unseen:
        best = model.judge(messages[place][0])[0]
        judged.codes[place] = best.code
        judged.hits.append((best.confidence, best.code == messages[place][1]))
    judged.judging += time.process_time() - began


FIGURE = Figure(
    "triage",
    "the department of 6,178 real messages, learned from four fifths and judged on the others",
    f"F1 {F1:.2f}, confidence at most {100 * ERROR:.0f} points off, {MILLISECONDS:.0f} ms a text, {SECONDS:.0f} s",
    measure,
)
