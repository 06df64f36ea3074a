"""Django's PostgreSQL, with a limit on how long an answer is waited for. `settings.DATABASES` names it as the engine."""
