#!/usr/bin/env python
"""Django's command line. With the development settings only where `make` set this environment up to work in: elsewhere, a
server for instance, nothing is done with another database than was meant."""

import gc
import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

MADE_TO_WORK_IN = Path(sys.prefix) / "installed"
"""What `make` leaves in the virtual environment."""
WHICH = "DJANGO_SETTINGS_MODULE is missing: write config.settings.prod to serve, config.settings.dev to work on one machine."

if __name__ == "__main__":
    gc.set_threshold(50_000, 20, 20)  # what a command makes stays: a migration thousands of classes, a load all rows
    if MADE_TO_WORK_IN.exists():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    elif "DJANGO_SETTINGS_MODULE" not in os.environ and not any(word.startswith("--settings") for word in sys.argv):
        sys.exit(WHICH)
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
