"""Makes a model of decided texts, with scikit-learn (the extra `learn`). Only a process that ends does this."""

import importlib.util
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from heed.insight.triage.grams import grams
from heed.insight.triage.measures import best_sharpness, calibration_error, confidences, macro_f1
from heed.insight.triage.model import TextModel

FEWEST = 10
"""Texts of a class, below which it is not learned."""
FEWEST_TEXTS = 60
"""Texts altogether, below which nothing is learned."""
_NUMBERS = 1_500_000
"""Weights of a model at most, which keeps it within some megabytes."""
_GRAMS = 120_000
_FOLDS = 3
_STRICTNESS = 0.5


class TooFew(Exception):
    """There is not enough to learn from yet."""


class Missing(Exception):
    """scikit-learn is not installed."""


@dataclass(frozen=True, slots=True)
class Trained:
    """A model, of how many texts it was made, and how good it is on texts that it had not seen."""

    model: TextModel
    examples: int
    macro_f1: float
    calibration_error: float


def is_there() -> bool:
    """Whether the library is installed; it is not loaded for this."""
    return importlib.util.find_spec("sklearn") is not None


def train(texts: Sequence[str], decided: Sequence[str]) -> Trained:
    """Learn to tell the decided classes apart. Raises TooFew, and Missing."""
    texts, decided = _often_enough(texts, decided)
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.model_selection import StratifiedKFold, cross_val_predict
        from sklearn.svm import LinearSVC
    except ImportError as problem:
        raise Missing from problem
    codes = sorted(set(decided))
    places = [codes.index(code) for code in decided]
    most = min(_GRAMS, _NUMBERS // len(codes))
    vectors = TfidfVectorizer(analyzer=grams, sublinear_tf=True, min_df=min(3, len(texts)), max_features=most)
    found = vectors.fit_transform(texts)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=1)
    unseen = cross_val_predict(LinearSVC(C=_STRICTNESS), found, places, cv=folds, method="decision_function")
    rows = [_both(row, len(codes)) for row in unseen.tolist()]
    sharpness = best_sharpness(rows, places)
    fitted = LinearSVC(C=_STRICTNESS).fit(found, places)
    model = _model(codes, vectors, fitted, sharpness)
    return Trained(model, len(texts), *_measured(codes, rows, places, sharpness))


def _often_enough(texts: Sequence[str], decided: Sequence[str]) -> tuple[list[str], list[str]]:
    often = {code for code, count in Counter(decided).items() if count >= FEWEST}
    kept = [(text, code) for text, code in zip(texts, decided, strict=True) if code in often]
    if len(often) < 2 or len(kept) < FEWEST_TEXTS:
        raise TooFew
    return [text for text, _ in kept], [code for _, code in kept]


def _both(score: Any, classes: int) -> list[float]:
    """The score of every class; the library gives one number where there are two classes."""
    return [-score, score] if classes == 2 else list(score)


def _model(codes: list[str], vectors: Any, fitted: Any, sharpness: float) -> TextModel:
    rarity, columns = vectors.idf_.tolist(), fitted.coef_.T.tolist()
    bias = fitted.intercept_.tolist()
    if len(codes) == 2:
        columns, bias = [[-row[0], row[0]] for row in columns], [-bias[0], bias[0]]
    weights = [weight * rare for row, rare in zip(columns, rarity, strict=True) for weight in row]
    known = tuple(vectors.get_feature_names_out().tolist())
    return TextModel(tuple(codes), known, rarity, weights, bias, sharpness)


def _measured(codes: list[str], rows: list[list[float]], places: list[int], sharpness: float) -> tuple[float, float]:
    """The F1 and the error of the confidence, on texts that were not seen."""
    sure = [confidences(row, sharpness) for row in rows]
    best = [row.index(max(row)) for row in sure]
    f1 = macro_f1([codes[place] for place in places], [codes[place] for place in best])
    hits = [(max(row), place == top) for row, place, top in zip(sure, places, best, strict=True)]
    return f1, calibration_error(hits)
