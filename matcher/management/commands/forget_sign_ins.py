"""Delete what is over: sign-ins that were kept long enough, sessions that ended, counts of wrong tries that no longer matter."""

from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.utils import timezone

from matcher.models import SignIn


class Command(BaseCommand):
    help = f"Delete sign-ins older than SIGN_INS_KEPT_DAYS ({settings.SIGN_INS_KEPT_DAYS}), and sessions that ended."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        sign_ins, _kinds = SignIn.objects.filter(at__lt=now - timedelta(days=settings.SIGN_INS_KEPT_DAYS)).delete()
        sessions, _kinds = Session.objects.filter(expire_date__lt=now).delete()
        UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
        AccessAttempt.objects.filter(attempt_time__lt=now - settings.AXES_COOLOFF_TIME).delete()
        self.stdout.write(f"{sign_ins} sign-ins and {sessions} sessions deleted.")
