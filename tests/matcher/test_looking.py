"""Looking at a page of staff writes nothing and takes few queries, also while something of every kind waits."""

import re
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tests.matcher.staff_pages import addresses, entry_kinds, first_row, let_wait

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors, pytest.mark.usefixtures("everything")]
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|SAVEPOINT|REPLACE|LOCK|SELECT .* FOR UPDATE)", re.IGNORECASE | re.DOTALL)


def test_looking(admin_client, admin_user):
    with override("en"):
        for kind in entry_kinds():
            let_wait(kind, first_row(kind), admin_user)
        for address in addresses():
            t = time.process_time()
            try:
                with CaptureQueriesContext(connection) as queries:
                    found = admin_client.get(address)
                    code = found.status_code
            except Exception as e:
                code = f"{type(e).__name__}: {e}"[:300]
            took = time.process_time() - t
            writes = [one["sql"][:100] for one in queries if WRITES.match(one["sql"])]
            print(code, len(queries), f"{took:.2f}", address, writes)
