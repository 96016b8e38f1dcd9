"""Heed's settings with the bare view beside its own."""

from heed.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
