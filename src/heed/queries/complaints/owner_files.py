"""The files of a complaint that its owner may open (R54, R74)."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from heed.insight.filetypes import PICTURES, PLAYED
from heed.process.disclosure import PUBLIC, SHARED_FILES
from heed.process.words import FileKind
from heed.records.models import Attachment, Complaint


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file that the owner may open; `mime` is what its bytes say it is."""

    pk: int
    name: str
    size: int
    mime: str

    @property
    def is_picture(self) -> bool:
        """Whether a browser can show it."""
        return self.mime in PICTURES

    @property
    def is_recording(self) -> bool:
        """Whether a browser can play it."""
        return self.mime in PLAYED


def files_visible_to_owner(complaint: Complaint) -> QuerySet[Attachment]:
    """Return the owner's own files, what the staff gave the owner with a message, and the pictures of all entries that
    the owner sees; never a signature (R54, R74)."""
    seen = Q(account__isnull=True) | Q(mime__startswith="image/") | Q(entry__move__in=SHARED_FILES)
    return complaint.attachments.filter(seen, entry__move__in=PUBLIC).exclude(kind=FileKind.SIGNATURE).order_by("pk")
