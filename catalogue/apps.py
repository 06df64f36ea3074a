from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "catalogue"
    verbose_name = _("Catalogue")

    def ready(self) -> None:
        from catalogue.drafts import record_if_new
        from catalogue.loading import AFTER_A_CHANGE

        AFTER_A_CHANGE.append(record_if_new)
