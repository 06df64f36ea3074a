"""A door before PostgreSQL that a test can shut: connections are refused, or taken and never answered."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

CHUNK = 65_536
LOOK_AGAIN_SECONDS = 0.02


class DatabaseProxy:
    """Hands on what comes in at `port` to the server, and back. Opened by `database_proxy`."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._frozen = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._door: socket.socket | None = None
        self.port = 0

    def start(self) -> None:
        """Let through, now and from now on; at the same port as before."""
        self._frozen.clear()
        if self._door is not None:
            return
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", self.port))
        door.listen(64)
        self.port, self._door = door.getsockname()[1], door
        threading.Thread(target=self._take_in, args=(door,), daemon=True).start()

    def freeze(self) -> None:
        """As a server that hangs: what is sent is taken, connections are too, and nothing comes back."""
        self._frozen.set()

    def stop(self) -> None:
        """As a server that is gone: open connections break, new ones are refused."""
        door, self._door = self._door, None
        if door is not None:
            with suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)  # closing alone leaves the thread that waits in accept()
            door.close()
        with self._lock:
            left, self._open = self._open, set()
        for end in left:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _take_in(self, door: socket.socket) -> None:
        while True:
            try:
                visitor, _address = door.accept()
            except OSError:  # shut
                return
            threading.Thread(target=self._connect, args=(visitor,), daemon=True).start()

    def _connect(self, visitor: socket.socket) -> None:
        try:
            server = socket.create_connection(self._server, timeout=5)
        except OSError:
            visitor.close()
            return
        server.settimeout(None)
        with self._lock:
            self._open |= {visitor, server}
        threading.Thread(target=self._hand_on, args=(visitor, server), daemon=True).start()
        self._hand_on(server, visitor)

    def _hand_on(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while chunk := source.recv(CHUNK):
                while self._frozen.is_set():
                    time.sleep(LOOK_AGAIN_SECONDS)
                target.sendall(chunk)
        except OSError:
            pass
        finally:
            for end in (source, target):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
            with self._lock:
                self._open -= {source, target}


@contextmanager
def database_proxy(host: str, port: int) -> Iterator[DatabaseProxy]:
    proxy = DatabaseProxy(host, port)
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.start()  # what waits in a frozen one ends
        proxy.stop()
