"""Generated examples are the same at every run; `HYPOTHESIS_PROFILE=search` looks further."""

import os

from hypothesis import HealthCheck, settings

quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("same", max_examples=120, derandomize=True, deadline=None, suppress_health_check=quiet)
settings.register_profile("search", max_examples=3000, deadline=None, suppress_health_check=quiet)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
