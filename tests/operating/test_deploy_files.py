"""The files of deploy/ say what the programs that read them take, and fit the project. A program that is not there is told."""

import os
import re
import shutil
import ssl
import subprocess
import sys
import time
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import pytest
import yaml
from django.core.management import get_commands
from pytest_django import Settings

from config.settings import demands
from matcher.management.schedule import JOBS, due
from tests.production import free_port, production
from tests.reading import found_in

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
EXAMPLE = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
SYSTEM = os.pathsep.join([os.environ["PATH"], "/usr/sbin", "/sbin"])


def program(name: str) -> str:
    found = shutil.which(name, path=SYSTEM)
    if not found:
        pytest.skip(f"{name} is not on this machine")
    return found


def said(*command: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(word) for word in command], check=False, capture_output=True, text=True, env={**os.environ, **environment}
    )


# --- Settings ------------------------------------------------------------------------------------------------------


def test_the_example_names_every_setting() -> None:
    read = set()
    for path in [*(ROOT / "config/settings").glob("*.py"), DEPLOY / "gunicorn.conf.py"]:
        if path.name not in ("dev.py", "test.py"):
            read |= set(re.findall(r'env(?:iron)?(?:\.\w+)?\(\s*"([A-Z_]+)"', path.read_text()))
            read |= set(re.findall(r'environ\.get\("([A-Z_]+)"', path.read_text()))
    read |= {*demands.NUMBERS, *demands.SWITCHES}
    assert len(read) > 15
    assert read - EXAMPLE == set()


def test_make_writes_settings_that_fit_production(tmp_path: Path) -> None:
    for name in ("Makefile", ".env.example"):
        shutil.copy(ROOT / name, tmp_path)
    subprocess.run([program("make"), "env", "SITE=overzet.example"], cwd=tmp_path, check=True, capture_output=True)
    file = tmp_path / ".env"
    assert file.stat().st_mode & 0o777 == 0o600
    lines = [line.partition("=") for line in file.read_text().splitlines() if line and not line.startswith("#")]
    settings = {name: value for name, _equals, value in lines}
    for place in ("EDITION_FILE", "BACKUP_DIRECTORY"):
        settings[place] = settings[place].replace("/var/lib", str(tmp_path))
    assert list(demands.complaints(settings)) == []
    assert settings["ALLOWED_HOSTS"] == settings["SITE"] == "overzet.example"
    assert f":{settings['POSTGRES_PASSWORD']}@" in settings["DATABASE_URL"]
    assert len(settings["POSTGRES_PASSWORD"]) == 48
    again = said(program("make"), "-C", tmp_path, "env")
    assert again.returncode != 0, "a second time nothing is written over"


# --- What runs by itself -------------------------------------------------------------------------------------------


def test_every_job_is_a_command() -> None:
    assert {job.command for job in JOBS} - get_commands().keys() == set()


def test_a_job_is_due_at_its_hour_and_with_its_setting(settings: Settings) -> None:
    settings.MAIL_IS_ON, settings.BACKUP_DIRECTORY = True, "/backups"
    assert {hour: [job.command for job in due(hour)] for hour in (2, 3, 14)} == {
        2: ["backup", "publish_planned", "send_news"],
        3: ["forget_unvisited", "forget_sign_ins", "clearsessions", "publish_planned", "send_news"],
        14: ["publish_planned", "send_news"],
    }
    settings.MAIL_IS_ON, settings.BACKUP_DIRECTORY = False, ""
    assert [job.command for job in due(3)] == [
        "forget_unvisited",
        "forget_sign_ins",
        "clearsessions",
        "publish_planned",
    ]


# --- Containers ----------------------------------------------------------------------------------------------------


def test_what_is_ours_runs_without_rights() -> None:
    for name in ("setup", "app", "scheduler"):
        service = COMPOSE["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert "ports" not in service, "only the front is reached from outside"
    assert re.search(r"^USER 10001$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_every_image_has_a_version() -> None:
    images = [service["image"] for service in COMPOSE["services"].values() if "build" not in service]
    images += re.findall(r"^ARG PYTHON=(\S+)", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)
    assert len(images) == 4
    assert [image for image in images if not re.search(r":\d+\.\d+", image)] == []


def test_the_image_has_all_that_runs() -> None:
    """What is copied is what `.dockerignore` lets through, and what the units find after an installation."""
    copied = set(re.findall(r"^COPY ([\w./ ]+?) [\w./]+$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE))
    copied = {word.partition("/")[0] for line in copied for word in line.split()}
    let_through = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE))
    assert copied == let_through
    install = (DEPLOY / "install").read_text()
    parts = found_in(r"^for part in (.+); do$", install, re.MULTILINE)
    assert set(parts[1].split()) == copied | {"docs"}


def test_caddy_takes_its_file() -> None:
    told = said(program("caddy"), "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile")
    assert told.returncode == 0, told.stderr
    assert '"level":"warn"' not in told.stderr


# --- systemd and nginx ---------------------------------------------------------------------------------------------


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """With the programs that they start, which stand elsewhere until they are installed."""
    analyze = program("systemd-analyze")
    shutil.copytree(DEPLOY / "systemd", tmp_path, dirs_exist_ok=True)
    for unit in tmp_path.glob("*.service"):
        unit.write_text(re.sub(r"/srv/overzet/current/\.venv/bin/\w+", sys.executable, unit.read_text()))
    units = [path for path in sorted(tmp_path.iterdir()) if path.is_file()]
    assert len(units) == 4
    told = said(analyze, "verify", "--man=no", *units, SYSTEMD_UNIT_PATH=f"{tmp_path}:")
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize("unit", ["overzet-web.service", "overzet-scheduled.service"])
def test_a_unit_is_well_shut_in(unit: str) -> None:
    how = ("security", "--offline=true", "--threshold=15", "--no-pager", unit)  # in tenths: 1.5 of 10 at most
    told = said(program("systemd-analyze"), *how, SYSTEMD_UNIT_PATH=f"{DEPLOY / 'systemd'}:")
    if "unrecognized option" in told.stderr:
        pytest.skip("this systemd-analyze does not know --offline")
    assert told.returncode == 0, told.stdout


def nginx_configured(directory: Path, ports: dict[str, int] | None = None, **replaced: str) -> Path:
    """A whole configuration around ours, with paths of its own and a certificate."""
    ours = (DEPLOY / "nginx.conf").read_text()
    if ports:
        listen = r"listen (\[::)?(\]:)?(80|443)\b"
        ours = re.sub(listen, lambda found: f"listen {'[::1]:' if found[1] else ''}{ports[found[3]]}", ours)
    paths = {
        "/etc/letsencrypt/live/overzet.example": str(directory),
        "/var/log/nginx": str(directory),
        "unix:/run/overzet.sock": f"unix:{directory}/overzet.sock",
    }
    for old, new in (paths | replaced).items():
        assert old in ours
        ours = ours.replace(old, new)
    key = ("-newkey", "rsa:2048", "-nodes", "-keyout", directory / "privkey.pem", "-subj", "/CN=localhost")
    made = said(program("openssl"), "req", "-x509", *key, "-out", directory / "fullchain.pem")
    assert made.returncode == 0, made.stderr
    (directory / "site.conf").write_text(ours)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {directory}/{kind};\n" for kind in kinds)
    whole = directory / "nginx.conf"
    whole.write_text(
        f"pid {directory}/pid;\nerror_log {directory}/error.log;\nevents {{}}\n"
        f"http {{\n{temporary}include {directory}/site.conf;\n}}\n"
    )
    return whole


def test_nginx_takes_its_file(tmp_path: Path) -> None:
    told = said(program("nginx"), "-t", "-e", tmp_path / "error.log", "-c", nginx_configured(tmp_path))
    assert told.returncode == 0, told.stderr
    assert "[warn]" not in told.stderr


@pytest.mark.django_db
def test_behind_nginx_the_site_is_served(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The file as it is, before gunicorn with the settings of production: compressed once, for our host alone, within limits."""
    nginx, directory = program("nginx"), tmp_path_factory.mktemp("front")
    plain, shut = free_port(), free_port()
    with production() as site:
        inside = site.url.removeprefix("http://")
        replaced = {"unix:/run/overzet.sock": inside, "overzet.example": "localhost"}
        conf = nginx_configured(directory, {"80": plain, "443": shut}, **replaced)
        directory.chmod(0o755)
        server = subprocess.Popen([nginx, "-g", "daemon off;", "-e", str(directory / "error.log"), "-c", str(conf)])
        try:
            trusting = ssl.create_default_context(cafile=str(directory / "fullchain.pem"))
            trusting.check_hostname = False

            def answer(path: str, body: bytes | None = None, **headers: str) -> tuple[int, Message]:
                asked = Request(f"https://localhost:{shut}{path}", body, {"Accept-Encoding": "br", **headers})
                try:
                    with urlopen(asked, timeout=60, context=trusting) as found:
                        return found.status, found.headers
                except HTTPError as refused:
                    return refused.code, refused.headers

            until = time.monotonic() + 20
            while not (directory / "pid").exists() and time.monotonic() < until:
                time.sleep(0.1)
            status, headers = answer(
                "/match/results/?applicant=a-secret-answer", None, **{"X-Forwarded-For": "6.6.6.6"}
            )
            assert (status, headers["Content-Encoding"]) == (200, "br")
            assert "max-age=" in headers["Strict-Transport-Security"]
            assert "gunicorn" not in headers["Server"]
            assert answer("/admin/login/")[1]["Content-Encoding"] is None, "beside a form's token nothing is compressed"
            assert answer("/saved/" + "x" * 43 + "/")[0] == 404
            assert answer("/report/", b"x" * 11_000_000)[0] == 413
            with pytest.raises(OSError):
                urlopen(Request(f"http://localhost:{plain}/", headers={"Host": "evil.example"}), timeout=10)
            told = urlopen_without_following(f"http://localhost:{plain}/routes/?q=x")
            assert told == (308, "https://localhost/routes/?q=x")
        finally:
            server.terminate()
            server.wait(timeout=30)
    logs = "".join(path.read_text() for path in directory.glob("*.log"))
    assert "GET /match/results/ 200" in logs
    for hidden in ("a-secret-answer", "x" * 43, "q=x", "6.6.6.6"):
        assert hidden not in logs


def urlopen_without_following(url: str) -> tuple[int, str]:
    class Stays(HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    try:
        build_opener(Stays()).open(url, timeout=10)
    except HTTPError as told:
        return told.code, told.headers["Location"]
    return 200, ""


def test_nginx_believes_and_logs_nothing_that_a_visitor_sends() -> None:
    """Headers by which the application knows whom it answers are set, not added to; no log format holds a query string."""
    ours = (DEPLOY / "nginx.conf").read_text()
    sent = dict(re.findall(r"proxy_set_header (\S+) ([^;]+);", ours))
    assert sent["X-Forwarded-For"] == "$remote_addr"
    assert sent["X-Forwarded-Proto"] == "https"
    assert sent["X-Request-ID"] == "$request_id"
    assert "$http_" not in "".join(sent.values())
    (log_format,) = re.findall(r"log_format overzet '([^']+)'", ours)
    assert not {"$request", "$request_uri", "$args", "$http_referer", "$remote_addr"} & set(log_format.split())
