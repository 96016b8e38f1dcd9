"""Writers of notices that are more than a headline: layers above add one for what their notices are about."""

from collections.abc import Callable

from heed.notices.transport import Message
from heed.records.models import Notice

#: Writes the message of a notice in a language, to an address ("": to a group). Raises SendFailed where it may not go.
Writer = Callable[[Notice, str, str], Message]
#: Puts on record that a notice goes out now.
Recorder = Callable[[Notice], None]
_WRITERS: dict[str, Writer] = {}
_RECORDERS: dict[str, Recorder] = {}


def register_writer(about: str, writer: Writer, recorder: Recorder) -> None:
    """Let this writer write the notices that are about this, and the recorder put each on record that goes out."""
    _WRITERS[about], _RECORDERS[about] = writer, recorder


def writer_for(notice: Notice) -> Writer | None:
    """Return the writer of this notice; None: it is written like all others."""
    return _WRITERS.get(notice.about)


def record_going_out(notice: Notice) -> None:
    """Put on record that the notice goes out now, where one of its kind is put on record."""
    if (recorder := _RECORDERS.get(notice.about)) is not None:
        recorder(notice)
