"""Figures for Prometheus at /metrics: off unless METRICS_TOKEN is set, and for nobody who does not send it.

Requests are counted by every process; where PROMETHEUS_MULTIPROC_DIR names a directory, whichever process is asked tells of all.
What only the database or the edition knows is looked up when somebody asks."""

import hmac
import time
from collections.abc import Iterator
from functools import lru_cache

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from matcher.delivery.health import NO_STORE
from matcher.delivery.host import GetResponse
from matcher.models import Follower
from matcher.rules.holding import held

METRICS = "/metrics"
PAGE_FROM = "overzet.page_from"
"""In the request's META: whether a public page was "own" (kept by the process), "shared" (by all), or "made"."""
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

counted = CollectorRegistry()
REQUESTS = Counter(
    "overzet_requests", "Answers, by view, method and status.", ["view", "method", "status"], registry=counted
)
SECONDS = Histogram("overzet_request_seconds", "How long an answer took.", ["view"], buckets=BUCKETS, registry=counted)
PAGES = Counter("overzet_pages", "Public pages, by where they came from.", ["source"], registry=counted)


class Metrics:
    """Counts what is answered, and answers who asks for the figures."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.METRICS_TOKEN:
            return self.get_response(request)
        if request.path_info == METRICS:
            return metrics(request)
        began = time.perf_counter()
        response = self.get_response(request)
        count(request, response, time.perf_counter() - began)
        return response


def count(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    view = view_of(request)
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(view, method, str(response.status_code)).inc()
    SECONDS.labels(view).observe(seconds)
    if source := request.META.get(PAGE_FROM):
        PAGES.labels(source).inc()


def view_of(request: HttpRequest) -> str:
    """By the name of its address: no path, which may be anything, and may say something of who asked."""
    found = request.resolver_match
    return found.view_name or "unnamed" if found else name_of(request.path_info[:200])


@lru_cache(maxsize=2048)
def name_of(path: str) -> str:
    """Of a page that was answered before its address was resolved."""
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path).view_name or "unnamed"
        except Resolver404:
            return "static" if path.startswith(settings.STATIC_URL) else "none"


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    sent = str(request.META.get("HTTP_AUTHORIZATION", "")).removeprefix("Bearer ")
    if not hmac.compare_digest(sent.encode(), settings.METRICS_TOKEN.encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer", **NO_STORE})
    told = CollectorRegistry()
    told.register(CurrentFigures())
    if settings.METRICS_DIRECTORY:
        MultiProcessCollector(told, path=settings.METRICS_DIRECTORY)  # type: ignore[no-untyped-call]  # not typed there
        figures = generate_latest(told)
    else:
        figures = generate_latest(counted) + generate_latest(told)
    return HttpResponse(figures, content_type=CONTENT_TYPE_LATEST, headers=NO_STORE)


class CurrentFigures(Collector):
    """What holds now, whichever process is asked."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        edition = held().edition
        yield GaugeMetricFamily("overzet_edition", "Number of the edition that is public.", edition.number)
        if edition.at is not None:
            age = (timezone.now() - edition.at).total_seconds()
            yield GaugeMetricFamily("overzet_edition_age_seconds", "Since it was published.", age)
        waiting = mails_waiting(edition.number)
        if waiting is not None:
            yield GaugeMetricFamily("overzet_followers_waiting", "Who was not told of this edition yet.", waiting)
        yield GaugeMetricFamily("overzet_database_answers", "1 while it does.", int(waiting is not None))


def mails_waiting(edition: int) -> int | None:
    """None while the database does not answer."""
    try:
        return Follower.objects.exclude(confirmed_on=None).filter(told_edition__lt=edition).count()
    except (DatabaseError, InterfaceError):
        return None
