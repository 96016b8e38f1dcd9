"""Heed for a server that speaks ASGI: `heed.config.asgi:application`."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heed.config.settings")
application = get_asgi_application()
