"""How it is run: settings, backup, release, the files of deploy/, and what a command that is killed leaves."""
