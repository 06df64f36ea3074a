"""`manage.py makemessages`: as Django's, but a new text gets no translation of a text that looks like it."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
