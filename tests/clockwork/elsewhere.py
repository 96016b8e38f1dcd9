"""What another process has to know to be a worker of the same Heed as the test."""

import os
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from tests.clockwork.post_office import PostOffice


def database_url() -> str:
    """The address of this test's own database, for another process."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    who = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    where = f"@:{known['PORT']}/{known['NAME']}?host={quote(known['HOST'], safe='')}"
    return f"postgres://{who}{where}"


def environment(folder: Path, office: PostOffice) -> dict[str, str]:
    """The settings of a Heed that uses this test's database and mail server."""
    ours = {
        "DJANGO_SETTINGS_MODULE": "heed.config.settings",
        "DATABASE_URL": database_url(),
        "HEED_DATA": str(folder),
        "HEED_ROBOT_NETWORKS": "127.0.0.1",
        "HEED_SEAL_KEY": ",".join(settings.HEED_SEAL_KEY),
        "HEED_MAIL": office.address,
        "HEED_LOG_LEVEL": "ERROR",
    }
    return {name: value for name, value in os.environ.items() if not name.startswith("HEED_")} | ours
