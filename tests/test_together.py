"""Tests that belong together stay with one process of a run (`tests/conftest.py`): what they share is made once."""

import os

import pytest


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="one process runs all")
def test_a_module_is_a_group_and_the_runner_knows_it(request: pytest.FixtureRequest) -> None:
    """pytest-xdist tells groups by the end of the name of a test; with pytest 9.2 it silently told none."""
    assert request.node.nodeid.endswith("@tests/test_together.py")
