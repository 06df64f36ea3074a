"""Processes of the site that have their imports behind them: a start takes two seconds, and some tests start fifty.

A server imports all of it once, without a database. Each process is a fork of it, which reads the settings anew from its own
environment and then does what `python manage.py` or `python -c` does: it has its own connections, output and end, and can be
killed. What a start itself does is left to those tests that are about that."""

import atexit
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, NoReturn

import django
from asgiref.local import Local
from django.conf import settings
from django.core.cache import caches
from django.core.management import get_commands
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils.functional import empty

ROOT = Path(__file__).parents[1]
SETTINGS = ("config.settings.base", "config.settings.test")


class Started:
    """What `subprocess.Popen` gives, as far as the tests need it."""

    def __init__(self, words: Sequence[str], env: Mapping[str, str]) -> None:
        self.args = list(words)
        self.returncode: int | None = None
        self._out, self._err = (tempfile.TemporaryFile() for _ in range(2))  # noqa: SIM115 - closed once they are read
        self._asked, given = socket.socketpair()
        with given:
            fds = [given.fileno(), self._out.fileno(), self._err.fileno()]
            socket.send_fds(server(), [b"."], fds)
        self._replies: IO[str] = self._asked.makefile("rw")
        print(json.dumps({"words": self.args, "env": dict(env)}), file=self._replies, flush=True)
        self.pid = int(self._replies.readline())

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            self._asked.settimeout(timeout)
            try:
                self.returncode = int(self._replies.readline())
            except TimeoutError as error:
                raise subprocess.TimeoutExpired(self.args, timeout or 0) from error
            self._replies.close()
            self._asked.close()
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        self.wait(timeout)
        return self._read(self._out), self._read(self._err)

    def kill(self) -> None:
        if self.returncode is None:
            os.kill(self.pid, signal.SIGKILL)  # nobody else is called that: it is waited for after it was told

    def _read(self, file: IO[bytes]) -> str:
        with file:
            file.seek(0)
            return file.read().decode()


def run(words: Sequence[str], env: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """Like `subprocess.run` of Python with these words."""
    started = Started(words, env)
    out, err = started.communicate()
    return subprocess.CompletedProcess(started.args, started.wait(), out, err)


@cache
def server() -> socket.socket:
    """Of this process: it ends when this one does."""
    ours, theirs = socket.socketpair()
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS[-1], "DATABASE_URL": "sqlite://:memory:"}
    with theirs:
        command = [sys.executable, "-m", "tests.started", str(theirs.fileno())]
        started = subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()])
    atexit.register(started.wait)
    atexit.register(ours.close)
    return ours


# --- The server ---------------------------------------------------------------------------------------------------


def serve(asked: socket.socket) -> None:
    """Fork for each request, until nobody is left to ask."""
    prepare()
    while True:
        _word, fds, _flags, _address = socket.recv_fds(asked, 1, 3)
        if not fds:
            return
        between = os.fork()
        if not between:
            asked.close()
            attend(socket.socket(fileno=fds[0]), fds[1:])
        for fd in fds:
            os.close(fd)
        os.waitpid(between, 0)


def prepare() -> None:
    """Import what a process may import; it opens no database and starts no thread."""
    django.setup()
    MigrationLoader(None)
    for name, app in get_commands().items():
        with suppress(ImportError):  # what a command asks for may be installed elsewhere alone
            importlib.import_module(f"{app}.management.commands.{name}")
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)  # a migration makes thousands of classes


def attend(replies: socket.socket, output: list[int]) -> NoReturn:
    """Be the parent of one process, of which the server is no parent: it goes on, and this tells how that one ended."""
    if os.fork():
        os._exit(0)
    read = bytearray()
    while not read.endswith(b"\n"):
        read += replies.recv(65536)
    told = json.loads(read)
    pid = os.fork()
    if not pid:
        replies.close()
        become(told["words"], told["env"], output)
    for fd in output:
        os.close(fd)
    replies.sendall(f"{pid}\n".encode())
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with suppress(OSError):  # nobody may be left to tell it to
        replies.sendall(f"{code}\n".encode())
    os._exit(0)


def become(words: list[str], env: dict[str, str], output: list[int]) -> NoReturn:
    """Python, started with these words in this environment."""
    for fd, target in zip(output, (1, 2), strict=True):
        os.dup2(fd, target)
        os.close(fd)
    os.environ.clear()
    os.environ.update(env)
    read_settings()
    code = 1
    try:
        if words[0] == "-c":
            sys.argv = ["-c", *words[2:]]
            exec(compile(words[1], "<string>", "exec"), {"__name__": "__main__"})
        else:
            sys.argv = words
            runpy.run_path(words[0], run_name="__main__")
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def read_settings() -> None:
    """Those of this process's own environment, and nothing that was made with others."""
    for module in SETTINGS:
        importlib.reload(importlib.import_module(module))
    settings._wrapped = empty
    for handler in (connections, caches):
        vars(handler).pop("settings", None)
        vars(handler).update(_settings=None, _connections=Local(handler.thread_critical))


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
