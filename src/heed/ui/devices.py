"""The browser and the system of a device, in words."""

import re

from django.utils.translation import gettext as _

#: The first that fits names a browser or a system; the order matters, for most browsers name others besides.
_BROWSERS = (
    ("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("Lark|Feishu", "Feishu"), ("Edg", "Edge"),
    ("Firefox|FxiOS", "Firefox"), ("Chrome|CriOS", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("OpenHarmony", "HarmonyOS"), ("Android", "Android"),
    ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def device_in_words(agent: str) -> str:
    """Return browser and system, as "Chrome · Windows"."""
    found = (
        next((name for pattern, name in known if re.search(pattern, agent)), "") for known in (_BROWSERS, _SYSTEMS)
    )
    return " · ".join(filter(None, found)) or _("Unknown device")
