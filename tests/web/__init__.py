"""Pages, API and command, tested through their addresses on the real catalogue."""
