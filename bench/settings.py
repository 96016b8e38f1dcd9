"""Heed's settings, with the view of `bench.urls` in addition."""

from heed.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
