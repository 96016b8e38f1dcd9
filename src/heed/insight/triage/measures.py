"""How good judgements are: how often they are right in each class, and whether their confidence is true."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

_BANDS = 10


def macro_f1(decided: Sequence[str], judged: Sequence[str]) -> float:
    """The mean of the F1 of every class: classes that come seldom count as much as others. From 0 to 1."""
    right = Counter(one for one, other in zip(decided, judged, strict=True) if one == other)
    there, said = Counter(decided), Counter(judged)
    return sum(2 * right[code] / (there[code] + said[code]) for code in there) / len(there) if there else 0.0


def calibration_error(judged: Iterable[tuple[float, bool]]) -> float:
    """How far confidence is from the truth: the mean difference over ten bands of it. From 0 to 1.

    `judged`: the confidence of each judgement, and whether it was right.
    """
    bands: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        bands.setdefault(min(int(confidence * _BANDS), _BANDS - 1), []).append((confidence, right))
    count = sum(len(band) for band in bands.values())
    apart = (
        abs(sum(confidence for confidence, _ in band) - sum(right for _, right in band)) for band in bands.values()
    )
    return sum(apart) / count if count else 0.0


def confidences(scores: Sequence[float], sharpness: float) -> list[float]:
    """The scores of the classes as confidence that adds up to 1; the sharper, the surer."""
    top = max(scores)
    powers = [math.exp(sharpness * (score - top)) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def best_sharpness(scores: Sequence[Sequence[float]], decided: Sequence[int]) -> float:
    """The sharpness under which the decided classes (by their place) were most likely, of scores of unseen texts."""

    def surprise(sharpness: float) -> float:
        return -sum(
            math.log(max(confidences(row, sharpness)[place], 1e-12)) for row, place in zip(scores, decided, strict=True)
        )

    return min((1.15**step for step in range(-8, 24)), key=surprise)
