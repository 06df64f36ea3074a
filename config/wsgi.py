"""The door for a production server: `gunicorn -c deploy/gunicorn.conf.py config.wsgi`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
django.setup(set_prefix=False)

from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage  # noqa: E402 - they read the settings
from django.core.exceptions import ImproperlyConfigured  # noqa: E402

from matcher.delivery.wsgi import Application  # noqa: E402

if isinstance(staticfiles_storage, ManifestFilesMixin) and not staticfiles_storage.hashed_files:
    raise ImproperlyConfigured(f"No static files stand in {staticfiles_storage.location}: run manage.py collectstatic.")

application = Application()
