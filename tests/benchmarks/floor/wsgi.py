"""The floor's settings, its two pages and its application, in one file: nothing here is shared with the site."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

PROCESSORS = ("template.context_processors.request", "contrib.auth.context_processors.auth")
MIDDLEWARE = (
    "middleware.security.SecurityMiddleware",
    "contrib.sessions.middleware.SessionMiddleware",
    "middleware.common.CommonMiddleware",
    "middleware.csrf.CsrfViewMiddleware",
    "contrib.auth.middleware.AuthenticationMiddleware",
    "contrib.messages.middleware.MessageMiddleware",
    "middleware.clickjacking.XFrameOptionsMiddleware",
)
settings.configure(
    SECRET_KEY="the floor keeps no secrets",
    ALLOWED_HOSTS=["localhost"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[f"django.{name}" for name in MIDDLEWARE],
    INSTALLED_APPS=[f"django.contrib.{name}" for name in ("contenttypes", "auth", "sessions", "messages")],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent / "templates"],
            "OPTIONS": {
                "context_processors": [
                    *(f"django.{name}" for name in PROCESSORS),
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    LOGGING_CONFIG=None,
    USE_TZ=True,
)

CONSTANT_BYTES = 20_480
ROWS = 20
OPTIONS_PER_FILTER = (27, 12, 10, 8, 6)
FOUND = 347
VOCABULARY = """award budget call climate consortium country deadline digital discipline early eligible festival grant health
heritage host industry mobility music national network open partner regional research residency rolling stage tour"""
WORDS = VOCABULARY.split()
CHANCE = random.Random(5)


def words(count: int) -> str:
    return " ".join(CHANCE.choices(WORDS, k=count)).capitalize()


@dataclass(frozen=True, slots=True)
class Row:
    slug: str
    title: str
    funder: str
    score: int
    summary: str
    why: str
    min_eur: int
    max_eur: int
    closes_on: date | None
    tags: tuple[str, ...]


def row(number: int) -> Row:
    return Row(
        slug=f"row-{number}-{words(3).lower().replace(' ', '-')}",
        title=words(CHANCE.randint(4, 9)),
        funder=words(3),
        score=CHANCE.randint(1, 20),
        summary=words(35),
        why=f"{words(14)} & <more>",
        min_eur=CHANCE.randint(1, 50) * 1_000,
        max_eur=CHANCE.randint(60, 5_000) * 1_000,
        closes_on=None if CHANCE.random() < 0.3 else date(2027, 1, 1) + timedelta(days=CHANCE.randint(0, 300)),
        tags=tuple(CHANCE.sample(WORDS, 4)),
    )


FOUND_ROWS = [row(number) for number in range(ROWS)]
FILTERS = [
    (words(1), [(f"option-{place}-{number}", words(2), CHANCE.randint(1, 400)) for number in range(count)])
    for place, count in enumerate(OPTIONS_PER_FILTER)
]
CONSTANT = f"<!doctype html><title>Constant</title><p>{words(4_000)}".encode()[:CONSTANT_BYTES]


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse(CONSTANT)


def plain_list(request: HttpRequest) -> HttpResponse:
    shown = {"rows": FOUND_ROWS, "filters": FILTERS, "found": FOUND, "page": 1, "pages": range(1, 9)}
    return render(request, "list.html", {**shown, "query": request.GET.get("q", "")})


def nothing(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the rows lead to."""
    return HttpResponse()


urlpatterns = [
    path("constant/", constant),
    path("list/", plain_list, name="list"),
    path("row/<slug:slug>/", nothing, name="row"),
]
application = get_wsgi_application()
