"""The table of addresses with the kit: for who builds pages. Where the setting KIT is off, nothing of the kit is imported."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from config import urls
from config.urls import handler400, handler403, handler404, handler429, handler500

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

urlpatterns = [
    *i18n_patterns(path("kit/", include("matcher.pages.kit.urls")), prefix_default_language=False),
    *urls.urlpatterns,
]
