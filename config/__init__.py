"""How the project runs: settings per environment, the table of addresses, the WSGI door. No domain code."""
