"""Who helps, pays and connects: all organisations, and one."""
