"""The coach speaks simplified Chinese, unless a test asks for another language."""

from typing import Any

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_simplified_chinese() -> Any:
    with translation.override("zh-hans"):
        yield
