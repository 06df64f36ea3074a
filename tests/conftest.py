import gc
import os
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import translation
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from matcher.models import Persona
from matcher.proof import effects
from matcher.rules.holding import held as site_held
from matcher.rules.holding import holder
from matcher.rules.site import Site
from matcher.upkeep import personas_met
from tests.little import write_little
from tests.loaded import Content, copy_sqlite, postgresql_copy, server_of, sqlite_file
from tests.noted import Start, notes, watch
from tests.some import THOROUGH

# Generated examples are the same at every run, and others at each that is thorough; HYPOTHESIS_PROFILE=search looks further.
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]
hypothesis.register_profile("same", max_examples=40, derandomize=True, deadline=None, suppress_health_check=QUIET)
hypothesis.register_profile("thorough", max_examples=400, deadline=None, print_blob=True, suppress_health_check=QUIET)
hypothesis.register_profile("quick", max_examples=10, derandomize=True, deadline=None, suppress_health_check=QUIET)
hypothesis.register_profile("search", max_examples=3000, deadline=None, suppress_health_check=QUIET)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "thorough" if THOROUGH else "same"))


def pytest_configure(config: pytest.Config) -> None:
    """Files that are named stand by folder: pytest forgets the fixtures of one to which it comes back."""
    config.args.sort(key=lambda named: os.path.dirname(named.partition("::")[0]))


gc.disable()  # until all tests are collected: there is no garbage in what they are, and looking for it takes a third of the time
LOOKS_FOR_GARBAGE = (20_000, 20, 20)
"""After how many new objects, and how often among the older ones: more seldom than a process does that serves."""


@hypothesis(max_examples=1, database=None)
@given(st.none())
def one_example(_nothing: None) -> None:
    """Hypothesis makes its source of chance at the first one, and asks the garbage collector who holds it."""


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was collected stays: nobody looks through it again."""
    one_example()
    out_of_sight()
    gc.set_threshold(*LOOKS_FOR_GARBAGE)
    gc.enable()


def out_of_sight() -> None:
    """The garbage collector looks no more at what is there now, half a million objects that all stay."""
    gc.collect()
    gc.freeze()


DEAR = (
    *(
        "tests/browser/",
        "tests/operating/",
        "tests/watch/",
        "tests/catalogue/test_carry_over",
        "tests/web/test_two_processes",
    ),
    *("tests/web/test_shared_pages", "tests/web/test_planned_twice", "tests/web/test_html", "tests/access/test_roles"),
    *("tests/matcher/test_mutations", "tests/matcher/test_measuring", "tests/matcher/test_seeded_faults"),
    *("tests/matcher/test_publishing", "tests/matcher/test_verification", "tests/test_benchmarks"),
)
"""Few tests that take long, or wait: what is begun last, one process does while the others have nothing left."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """A module stays with one process, so that what it shares is worked out once; the browser's tests name their groups. The dear
    ones come first, then the largest."""
    for item in items:  # before pytest-xdist reads the groups
        if not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
    yield  # pytest-django puts those with a database first
    if seed := os.environ.get("TEST_ORDER"):
        shuffle(items, seed)
        return
    sizes = Counter(group_of(item) for item in items)
    items.sort(key=lambda item: (not item.nodeid.startswith(DEAR), -sizes[group_of(item)], group_of(item)))


def shuffle(items: list[pytest.Item], seed: str) -> None:
    """Modules in another order, and the tests of each. A test that needs what another one left fails in some order."""
    chance = random.Random(seed)
    groups: dict[str, list[pytest.Item]] = {}
    for item in items:
        groups.setdefault(group_of(item), []).append(item)
    order = list(groups)
    chance.shuffle(order)
    for group in order:
        chance.shuffle(groups[group])
    items[:] = [item for group in order for item in groups[group]]


def group_of(item: pytest.Item) -> str:
    marker = item.get_closest_marker("xdist_group")
    return str(marker.args[0]) if marker else ""


@pytest.fixture(autouse=True)
def in_dutch() -> Iterator[None]:
    """Each test begins in the language of the bare addresses: a page that was asked for leaves its own behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


# --- Databases ----------------------------------------------------------------------------------------------------


class Databases:
    """The copies that this process works on (`tests.loaded`), and which of them Django's connection leads to."""

    def __init__(self) -> None:
        self.names: dict[Content, str] = {}
        self.wanted = Content.EMPTY

    def open(self, content: Content, until: ExitStack) -> None:
        """Make this process's copy. `until` takes it away again."""
        if connection.vendor == "sqlite":
            name = f"file:{content}?mode=memory&cache=shared"
            until.enter_context(closing(sqlite3.connect(name, uri=True)))  # it is there while somebody is connected
            copy_sqlite(sqlite_file(content), name)
        else:
            name = until.enter_context(postgresql_copy(server_of(connection.settings_dict), content))
        self.names[content] = name

    def use(self) -> None:
        """Lead the connection to the one that is wanted, and watch it: once a browser was started, Django has another one."""
        name = self.names[self.wanted]
        if watch not in connection.execute_wrappers:
            connection.execute_wrappers.append(watch)
        if connection.settings_dict["NAME"] != name:
            BaseDatabaseWrapper.close(connection)  # SQLite's own close() leaves one in memory open
            connection.settings_dict["NAME"] = name


databases = Databases()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that asks for `everything` or for `a_little` gets a loaded database, one that asks for both (as its module does for
    most) the whole, another one an empty one. Each rolls back what it changes."""
    asked = getattr(item, "fixturenames", ())
    contents = {"everything": Content.LOADED, "a_little": Content.LITTLE}
    databases.wanted = next((content for name, content in contents.items() if name in asked), Content.EMPTY)
    if databases.names:
        databases.use()
    watch.begin(starts.get(databases.wanted))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Instead of pytest-django's, which migrates a database for each process."""
    with django_db_blocker.unblock(), ExitStack() as until:
        for content in Content:
            databases.open(content, until)
        databases.use()
        yield
        BaseDatabaseWrapper.close(connection)


@pytest.fixture(scope="session")
def everything(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """All committed facts, rules and questions included."""
    with django_db_blocker.unblock():
        keep_site(Content.LOADED)


@pytest.fixture(scope="session")
def a_little(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Some facts of each kind, with all that they name (`tests.little`)."""
    with django_db_blocker.unblock():
        keep_site(Content.LITTLE)


@pytest.fixture(scope="session")
def little_facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files from which the little catalogue was loaded."""
    directory = tmp_path_factory.mktemp("little")
    write_little(directory)
    return directory


def keep_site(content: Content) -> None:
    """Read what stands in a database as it was made, also where the first test that asks for it works on another one."""
    wanted, databases.wanted = databases.wanted, content
    databases.use()
    forget()
    sites[content] = site_held()
    starts[content] = Start(notes())
    out_of_sight()
    databases.wanted = wanted
    databases.use()
    watch.begin(starts.get(wanted))


EVERY_SO_MANY = 15


@pytest.fixture
def few_personas(everything: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an edit does, and what the work list knows, is told for those that must hold and every fifteenth other one, which
    takes a tenth of the time; for all of them where the run is thorough."""

    def those() -> list[Persona]:
        found = list(Persona.objects.order_by("slug"))
        return [one for place, one in enumerate(found) if THOROUGH or one.is_must or place % EVERY_SO_MANY == 0]

    def written(read: Callable[[], dict[int, str]] = personas_met.personas_written) -> dict[int, str]:
        keys = {one.pk for one in those()}
        return {key: text for key, text in read().items() if key in keys}

    monkeypatch.setattr(effects, "everyone", those)
    monkeypatch.setattr(personas_met, "personas_written", written)


# --- What a process remembers -------------------------------------------------------------------------------------

sites: dict[Content, Site] = {}
"""What stands in a database as it was made, read once."""
starts: dict[Content, Start] = {}
"""And how its rows read, as far as somebody asked."""


def forget() -> None:
    """This process holds no edition, as one that starts."""
    holder.forget()


@pytest.fixture(autouse=True)
def as_if_started() -> None:
    """A test sees nothing of what an earlier one made this process remember, nor has to read again what no test changed."""
    forget()
    if found := sites.get(databases.wanted):
        holder.hold(found)
