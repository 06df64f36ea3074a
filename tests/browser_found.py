"""Which Chromium the browser tests drive: one on the machine, else Debian's package, else Playwright's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first draws the same without a window around it, in half the time."""


def system_browser() -> str | None:
    """The path of a browser that is installed; CHROMIUM in the environment goes first."""
    given = os.environ.get("CHROMIUM")
    return given or next((found for name in NAMES if (found := shutil.which(name))), None)


def playwright_browser() -> str | None:
    """The path of Playwright's own browser, where it was downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_browser() -> None:
    """Sees to it that there is one, and stops with what to do where that fails."""
    if system_browser() or playwright_browser():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        for package in ("chromium-headless-shell", "chromium"):
            if subprocess.run(["apt-get", "install", "-y", "-qq", package], check=False).returncode == 0:
                break
    if not system_browser():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not (system_browser() or playwright_browser()):
        sys.exit("The browser tests need Chromium: install it, or name one in the environment variable CHROMIUM.")
