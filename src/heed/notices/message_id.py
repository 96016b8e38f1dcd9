"""The id of a message that goes out."""

from urllib.parse import urlsplit

from django.conf import settings

from heed.records.models import Notice


def message_id(notice: Notice) -> str:
    """Return the id of the message of a notice, the same in each attempt."""
    return f"{notice.key}@{urlsplit(settings.HEED_URL).hostname}"
