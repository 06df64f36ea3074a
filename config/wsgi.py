"""The door for a production server: `gunicorn config.wsgi`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
django.setup(set_prefix=False)

from matcher.delivery.wsgi import Application  # noqa: E402 - it reads the settings

application = Application()
