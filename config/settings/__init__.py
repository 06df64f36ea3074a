"""Settings: `dev` to work, `test` for the suite, `prod` to serve. The only place that reads the environment."""
