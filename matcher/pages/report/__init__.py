"""Reporting that something is not right: the one page on which a visitor sends something."""
