"""What people type is folded before a page reads it: invisible characters go, and a text has a longest length.

Folded here, a name that looks the same is the same everywhere, no text turns the direction of what is read, and no
database meets a character that it refuses.
"""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse, QueryDict

from heed.insight.visible import visible
from heed.ui.failures import TOO_LONG, failure_page

Step = Callable[[HttpRequest], HttpResponse]
#: Characters of one field of a form, and of one value in an address.
LONGEST, LONGEST_IN_ADDRESS = 100_000, 2_000


def fold_typed_text(next_step: Step) -> Step:
    """Fold what is in the address and in the form. A text that is too long is shown again, with a sentence."""

    def answer(request: HttpRequest) -> HttpResponse:
        if visible(request.path_info) != request.path_info:  # an address of nothing, in the words of its room
            request.path_info = "".join(visible(letter) or "-" for letter in request.path_info)
        request.GET = _folded(request.GET, LONGEST_IN_ADDRESS)  # type: ignore[assignment]
        if request.method == "POST":
            if any(map(_is_too_long, _values(request.POST))):
                return failure_page(request, TOO_LONG)
            request.POST = _folded(request.POST)  # type: ignore[assignment]
        return next_step(request)

    return answer


def _folded(sent: QueryDict, longest: int | None = None) -> QueryDict:
    """The same without invisible characters; passwords and what is ASCII without spaces stay as they are."""
    if not any(longest or _is_typed(value) for value in _values(sent)):
        return sent
    folded = sent.copy()
    for name, values in sent.lists():
        if "password" not in name:
            folded.setlist(name, [visible(value[:longest]) for value in values])
    folded._mutable = False
    return folded


def _values(sent: QueryDict) -> Iterable[str]:
    return (value for _name, values in sent.lists() for value in values)


def _is_typed(value: str) -> bool:
    """Whether a person may have typed it; drawings and signed lists are one long ASCII word."""
    return not (value.isascii() and value.isprintable() and " " not in value)


def _is_too_long(value: str) -> bool:
    return len(value) > LONGEST and _is_typed(value)
