"""The addresses of the kit, below /kit/."""

from django.urls import path

from matcher.pages.kit import views

urlpatterns = [
    path("", views.foundations, name="kit"),
    path("<slug:name>/", views.component, name="component"),
    path("<slug:name>/<slug:state>/", views.component, name="component-state"),
]
