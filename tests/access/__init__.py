"""Signing in, and what each role may do once it is in."""
