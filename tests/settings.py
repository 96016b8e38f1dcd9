"""Heed's settings for its tests: of the environment only DATABASE_URL, and no waiting for the disk or for hashes.

The translations are compiled here where they are missing or old, as in a fresh clone: Django reads them when it starts.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

for name in [name for name in os.environ if name.startswith("HEED_")]:
    del os.environ[name]
folder = Path(tempfile.mkdtemp(prefix="heed-test-"))
atexit.register(shutil.rmtree, folder, ignore_errors=True)
(folder / "static").mkdir()
os.environ["HEED_DATA"] = str(folder)
os.environ["HEED_ROBOT_NETWORKS"] = "127.0.0.1"  # where the tests' own robots listen
os.environ["HEED_SEAL_KEY"] = "the-key-of-the-tests"  # so that other processes seal what a test reads

from heed.config.settings import *  # noqa: E402, F403
from heed.config.settings import DATABASES, STORAGES  # noqa: E402
from heed.i18n import catalogue  # noqa: E402

if catalogue.stale():
    catalogue.compile()
if DATABASES["default"]["ENGINE"] == "heed.config.sqlite":
    DATABASES["default"]["OPTIONS"]["synchronous"] = "OFF"
    DATABASES["default"]["TEST"] = {"NAME": str(folder / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True  # a file is looked for when it is asked for: else each client reads all of them, 10 ms
