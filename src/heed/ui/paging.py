"""The addresses of the newer and the older page of a list by key."""

from typing import Any

from django.http import HttpRequest

from heed.queries.paging import Page


def pager(request: HttpRequest, page: Page[Any]) -> dict[str, object]:
    """`page` with `newer` (the first page) and `older`, "" where there is none; the other parameters stay."""
    query = request.GET.copy()
    is_first = not query.pop("after", [""])[-1]
    newer = "" if is_first else f"?{query.urlencode()}"
    query["after"] = page.after
    return {"page": page, "newer": newer, "older": f"?{query.urlencode()}" if page.after else ""}
