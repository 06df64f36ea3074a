"""A web of this machine: pages that a test writes, answered as the test says, with a note of who asked what, when and how."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Answered:
    """What the server says. `slowly`: seconds before each byte of the body."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    slowly: float = 0.0


def page(text: str, **headers: str) -> Answered:
    return Answered(text.encode(), headers={"Content-Type": "text/html; charset=utf-8", **headers})


def moved(to: str, status: int = 301) -> Answered:
    return Answered(status=status, headers={"Location": to})


@dataclass
class Asked:
    path: str
    at: float
    headers: dict[str, str]


@dataclass
class LittleWeb:
    port: int = 0
    pages: dict[str, Answered | Callable[[Asked], Answered]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Of the pages that were asked for, without robots.txt."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]


@contextmanager
def little_web() -> Iterator[LittleWeb]:
    web = LittleWeb()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = Asked(self.path, time.monotonic(), dict(self.headers.items()))
            web.asked.append(asked)
            found = web.pages.get(self.path, Answered(b"not here", 404, {"Content-Type": "text/plain"}))
            answer = found(asked) if callable(found) else found
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if not answer.slowly:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            try:
                if answer.slowly:
                    for byte in answer.body:
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(answer.slowly)
                else:
                    self.wfile.write(answer.body)
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
