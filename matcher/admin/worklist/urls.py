"""The addresses of the work list, below /admin/; they stand before those of Django's own admin, of which it is the home page;
of the guide, and of the page on demand and supply."""

from django.contrib import admin
from django.urls import path

from matcher.admin.demand.views import demand, demand_csv
from matcher.admin.worklist import source_page, views

staff = admin.site.admin_view

urlpatterns = [
    path("", staff(views.home), name="worklist"),
    path("guide/", staff(views.guide), name="staff-guide"),
    path("demand/", staff(demand), name="demand"),
    path("demand.csv", staff(demand_csv), name="demand-csv"),
    path("all/", staff(views.everything), name="worklist-everything"),
    path("worklist/act/", staff(views.act), name="worklist-act"),
    path("worklist/undo/", staff(views.undo), name="worklist-undo"),
    path("worklist/look/", staff(views.look), name="worklist-look"),
    path("worklist/plan/", staff(views.plan_for_a_day), name="worklist-plan"),
    path("worklist/planned/<int:pk>/", staff(views.planned), name="worklist-planned"),
    path("worklist/report/<int:pk>/", staff(views.report), name="worklist-report"),
    path("worklist/page/<int:pk>/", staff(source_page.page_on_which_facts_rest), name="worklist-page"),
    path("worklist/edit/<slug:kind>/<path:key>/", staff(views.edit), name="worklist-edit"),
    path("worklist/about/<slug:kind>/<path:key>/", staff(views.about), name="worklist-entry"),
    path("worklist/<slug:slug>/", staff(views.one_section), name="worklist-section"),
]
