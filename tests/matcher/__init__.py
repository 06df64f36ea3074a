"""Addresses, rules, sentences: what stands between the database and the engine."""
