"""Browsers inside of other apps: they save no files and open no second window, so pages offer another way there."""

from django.http import HttpRequest

#: What stands in the user agent of each, and what the app is called in the sentences of a page.
_APPS = {
    "wxwork": "WeCom",
    "micromessenger": "WeChat",
    " line/": "LINE",
    "dingtalk": "DingTalk",
    "alipayclient": "Alipay",
    "qq/": "QQ",
}


def app_around(request: HttpRequest) -> str:
    """The app in which the page is open, by its name; "" in a browser of its own."""
    agent = request.headers.get("User-Agent", "").casefold()
    return next((name for mark, name in _APPS.items() if mark in agent), "")
