"""The table of addresses: Dutch bare, English below /en/, the admin too; what machines ask outside languages."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from matcher.admin.verification import verification, verification_stream
from matcher.delivery.health import readyz
from matcher.pages.preview.views import as_it_would_be, by_link, give_link
from matcher.pages.site.views import favicon, robots, sitemap

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign, no-untyped-call]

urlpatterns = [
    path("readyz", readyz, name="readyz"),
    path("favicon.ico", favicon, name="favicon"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("preview/<str:token>/<path:where>", by_link, name="preview-link"),
    path("preview/<str:token>/", by_link, {"where": ""}, name="preview-link"),
    path("api/v1/", include("matcher.api.urls")),
    *i18n_patterns(
        path("admin/preview/<path:where>", as_it_would_be, name="as-it-would-be"),
        path("admin/preview/", as_it_would_be, {"where": ""}, name="as-it-would-be"),
        path("admin/preview-link/<path:where>", give_link, name="give-preview-link"),
        path("admin/preview-link/", give_link, {"where": ""}, name="give-preview-link"),
        path("admin/matcher/rule/verification/", admin.site.admin_view(verification), name="verification"),
        path(
            "admin/matcher/rule/verification/stream/",
            admin.site.admin_view(verification_stream),
            name="verification-stream",
        ),
        path("admin/account/", include("matcher.access.urls")),
        path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
        path("admin/", include("matcher.admin.worklist.urls")),
        path("admin/", admin.site.urls),
        path("", include("matcher.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "matcher.pages.errors.bad_request"
handler403 = "matcher.pages.errors.forbidden"
handler404 = "matcher.pages.errors.not_found"
handler429 = "matcher.pages.errors.too_many"
handler500 = "matcher.pages.errors.server_error"
