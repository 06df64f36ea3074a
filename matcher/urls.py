"""The pages' addresses, the same in every language."""

from django.urls import path

from matcher.views import about
from matcher.views.compare import compare_routes
from matcher.views.countries import list_countries, show_country
from matcher.views.coverage import coverage, coverage_csv
from matcher.views.deadlines import calendar, list_deadlines
from matcher.views.home import home
from matcher.views.organisations import list_organisations, show_organisation
from matcher.views.plan import plan_calendar, saved
from matcher.views.questionnaire import ask
from matcher.views.report import report, reported
from matcher.views.results import results
from matcher.views.route import show_route
from matcher.views.routes import list_routes
from matcher.views.site import manifest

urlpatterns = [
    path("", home, name="home"),
    path("match/", ask, name="match"),
    path("match/results/", results, name="results"),
    path("match/results.ics", plan_calendar, name="plan-calendar"),
    path("compare/", compare_routes, name="compare"),
    path("saved/", saved, name="saved"),
    path("routes/", list_routes, name="routes"),
    path("deadlines/", list_deadlines, name="deadlines"),
    path("deadlines.ics", calendar, name="calendar"),
    path("coverage/", coverage, name="coverage"),
    path("coverage.csv", coverage_csv, name="coverage-csv"),
    path("organisations/", list_organisations, name="organisations"),
    path("organisations/<slug:slug>/", show_organisation, name="organisation"),
    path("countries/", list_countries, name="countries"),
    path("countries/<str:code>/", show_country, name="country"),
    path("about/", about.about, name="about"),
    path("about/ranking/", about.ranking, name="ranking"),
    path("about/rules/", about.rules, name="about-rules"),
    path("about/sources/", about.sources, name="sources"),
    path("about/matrix/", about.matrix, name="matrix"),
    path("about/data/", about.data, name="data"),
    path("about/privacy/", about.privacy, name="privacy"),
    path("about/accessibility/", about.accessibility, name="accessibility"),
    path("report/", report, name="report"),
    path("report/thanks/", reported, name="reported"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("routes/<slug:slug>/", show_route, name="instrument"),
]
