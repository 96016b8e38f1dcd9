"""The table of personal data knows every field that can hold any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from heed.process.privacy.clear import CLEAR
from heed.process.privacy.table import HELD
from heed.records.models import Person

pytestmark = pytest.mark.once


def doubtful() -> Iterator[tuple[str, str]]:
    """Every field that can hold words, a file or a resident, unless the database lets in known codes only."""
    for model in apps.get_app_config("records").get_models():
        known = {one.name.removesuffix("_known") for one in model._meta.constraints if one.name.endswith("_known")}
        codes = {field.name for field in model._meta.concrete_fields
                 if any(name.endswith(f"_{field.name}") for name in known)}  # fmt: skip
        for field in model._meta.concrete_fields:
            words = isinstance(field, models.CharField | models.TextField | models.JSONField | models.FileField)
            if field.name not in codes and (
                words or type(field) is models.BinaryField or field.related_model is Person
            ):
                yield model.__name__, field.name


def test_each_field_that_can_hold_personal_data_has_a_purpose_and_an_end_or_is_said_to_be_clear() -> None:
    """A field that is added later, and not thought of, fails here."""
    named = [(model, name) for held in HELD for model, names in held.fields.items() for name in names]
    named += [(model, name) for model, names in CLEAR.items() for name in names]
    assert sorted(set(doubtful()) - set(named)) == [], "name them in process/privacy/table.py or clear.py"
    assert sorted(set(named) - set(doubtful())) == [], "these fields are gone"
    assert [pair for pair, times in Counter(named).items() if times > 1] == []
