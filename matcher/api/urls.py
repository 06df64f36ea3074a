"""/api/v1/..., without a language before it. With and without a slash at the end."""

from django.urls import re_path

from matcher.api import help as helping
from matcher.api import views
from matcher.api.open_data import edition_file

app_name = "api"
urlpatterns = [
    re_path(r"^$", views.show_index, name="index"),
    re_path(r"^match/?$", views.match_answers, name="match"),
    re_path(r"^instruments/?$", views.list_instruments, name="instruments"),
    re_path(r"^instruments/(?P<slug>[a-z0-9-]+)/?$", views.show_instrument, name="instrument"),
    re_path(r"^countries/?$", helping.list_countries, name="countries"),
    re_path(r"^countries/(?P<code>[A-Za-z-]+)/?$", helping.show_country, name="country"),
    re_path(r"^guides/?$", helping.list_guides, name="guides"),
    re_path(r"^guides/(?P<slug>[a-z0-9-]+)/?$", helping.show_guide, name="guide"),
    re_path(r"^terms/?$", helping.list_terms, name="terms"),
    re_path(r"^edition/?$", edition_file, name="edition"),
    re_path(r"^(?P<rest>.*)$", views.not_found),
]
