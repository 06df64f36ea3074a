"""The passages of a PDF, read by a process of its own: a document that is made to keep a reader busy loses it after a while.

`python -m matcher.watch.pdf` reads a document on its standard input and writes its lines."""

import io
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from matcher.watch.reading import settled

ROOT = Path(__file__).parents[2]
SECONDS = 30
MOST_MEMORY = 1_000_000_000
MOST_PAGES = 100


def passages_of_pdf(document: bytes) -> tuple[str, ...]:
    """() for one that can't be read, or has no text."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "matcher.watch.pdf"],
            input=document,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            cwd=ROOT,
        )
    except subprocess.TimeoutExpired:
        return ()
    return settled(iter(done.stdout.decode("utf-8", "replace").splitlines())) if done.returncode == 0 else ()


def lines(document: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(document))
    for page in reader.pages[:MOST_PAGES]:
        yield from page.extract_text().splitlines()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        text = "\n".join(lines(sys.stdin.buffer.read()))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, MemoryError):
        sys.exit(1)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
