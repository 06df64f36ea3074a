"""/api/v1/..., without a language before it. With and without a slash at the end."""

from django.urls import re_path

from matcher.api import views

app_name = "api"
urlpatterns = [
    re_path(r"^match/?$", views.match_answers, name="match"),
    re_path(r"^instruments/?$", views.list_instruments, name="instruments"),
    re_path(r"^instruments/(?P<slug>[a-z0-9-]+)/?$", views.show_instrument, name="instrument"),
    re_path(r"^(?P<rest>.*)$", views.not_found),
]
