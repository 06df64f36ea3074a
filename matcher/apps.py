from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatcherConfig(AppConfig):
    name = "matcher"
    verbose_name = _("Matching")

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from catalogue.drafts import KINDS
        from catalogue.loading import AFTER_A_CHANGE
        from matcher.management.roles import keep_roles
        from matcher.proof import loading
        from matcher.rules import stamp

        stamp.connect()
        AFTER_A_CHANGE.append(stamp.raise_stamp)
        loading.register_all()
        KINDS.update({"question": "is_active", "weight": "", "rule": "is_active"})
        post_migrate.connect(keep_roles, sender=self)
