"""The pages' addresses, the same in every language."""

from django.urls import path

from matcher.pages.about import views as about
from matcher.pages.compare.views import compare_routes
from matcher.pages.countries.views import list_countries, show_country
from matcher.pages.coverage.views import coverage, coverage_csv
from matcher.pages.deadlines.views import calendar, list_deadlines
from matcher.pages.files.views import compare_pdf, plan_pdf, results_pdf, results_table, route_pdf, routes_table
from matcher.pages.glossary.views import glossary
from matcher.pages.guides.views import list_guides, show_guide
from matcher.pages.home.views import home
from matcher.pages.organisations.views import list_organisations, show_organisation
from matcher.pages.plan.views import plan_days, show_plan
from matcher.pages.questionnaire.views import ask, who_applies
from matcher.pages.report.views import report, reported
from matcher.pages.results.views import results
from matcher.pages.route.views import show_route
from matcher.pages.routes.feed import routes_feed
from matcher.pages.routes.views import list_routes
from matcher.pages.saved.views import plan_calendar, saved
from matcher.pages.selections.feeds import selection_calendar, selection_feed
from matcher.pages.selections.followers import mail_choice, stop_mail
from matcher.pages.selections.views import delete_selection, keep_selection, selection_deleted, show_selection
from matcher.pages.site.views import manifest

urlpatterns = [
    path("", home, name="home"),
    path("match/", ask, name="match"),
    path("match/who/", who_applies, name="who-applies"),
    path("match/results/", results, name="results"),
    path("match/plan/", show_plan, name="plan"),
    path("match/plan.ics", plan_days, name="plan-days"),
    path("match/plan.pdf", plan_pdf, name="plan-pdf"),
    path("match/results.ics", plan_calendar, name="plan-calendar"),
    path("match/results.csv", results_table, {"form": "csv"}, name="results-csv"),
    path("match/results.xlsx", results_table, {"form": "xlsx"}, name="results-xlsx"),
    path("match/results.pdf", results_pdf, name="results-pdf"),
    path("compare.pdf", compare_pdf, name="compare-pdf"),
    path("compare/", compare_routes, name="compare"),
    path("saved/", saved, name="saved"),
    path("saved/keep/<slug:page>/", keep_selection, name="keep-selection"),
    path("saved/deleted/", selection_deleted, name="selection-deleted"),
    path("saved/mail/<slug:link>/", mail_choice, name="mail-choice"),
    path("saved/mail/<slug:link>/stop/", stop_mail, name="stop-mail"),
    path("saved/<slug:link>/", show_selection, name="selection"),
    path("saved/<slug:link>/days.ics", selection_calendar, name="selection-calendar"),
    path("saved/<slug:link>/changes.atom", selection_feed, name="selection-feed"),
    path("saved/<slug:link>/delete/", delete_selection, name="delete-selection"),
    path("routes/", list_routes, name="routes"),
    path("routes.csv", routes_table, {"form": "csv"}, name="routes-csv"),
    path("routes.xlsx", routes_table, {"form": "xlsx"}, name="routes-xlsx"),
    path("routes.atom", routes_feed, name="routes-feed"),
    path("deadlines/", list_deadlines, name="deadlines"),
    path("deadlines.ics", calendar, name="calendar"),
    path("coverage/", coverage, name="coverage"),
    path("coverage.csv", coverage_csv, name="coverage-csv"),
    path("organisations/", list_organisations, name="organisations"),
    path("organisations/<slug:slug>/", show_organisation, name="organisation"),
    path("countries/", list_countries, name="countries"),
    path("countries/<str:code>/", show_country, name="country"),
    path("glossary/", glossary, name="glossary"),
    path("guides/", list_guides, name="guides"),
    path("guides/<slug:slug>/", show_guide, name="guide"),
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
    path("routes/<slug:slug>.pdf", route_pdf, name="instrument-pdf"),
    path("routes/<slug:slug>/", show_route, name="instrument"),
]
