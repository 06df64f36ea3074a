from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatcherConfig(AppConfig):
    name = "matcher"
    verbose_name = _("Matching")

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from catalogue.editions.carry_over import carry_over
        from catalogue.editions.problems import CHECKS
        from matcher.access import locks, sessions, sign_ins
        from matcher.delivery import errors_sent
        from matcher.management.roles import keep_roles
        from matcher.proof import entries as personas
        from matcher.rules import entries
        from matcher.rules.checks import conditions_that_cannot_be_judged

        for registers_kinds in (entries, personas):
            assert registers_kinds.register
        errors_sent.start()
        sessions.listen()
        locks.listen()
        sign_ins.listen()
        CHECKS.append(conditions_that_cannot_be_judged)
        post_migrate.connect(keep_roles, sender=self)
        post_migrate.connect(carry_over, sender=self)
