"""Overzet about itself: ranking, rules in force, sources, the dossier's matrix, data, privacy, access."""
