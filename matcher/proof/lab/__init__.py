"""Faults put in on purpose, and how many questions people get: measured by commands, asked for by no page."""
