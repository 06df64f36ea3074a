"""What is run rather than asked for: commands, the roles that a migration keeps, and how far a long one is."""
