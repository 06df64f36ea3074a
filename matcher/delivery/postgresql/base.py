"""A server that is there but never answers: its own time limits (`statement_timeout`) don't reach us then."""

from collections.abc import Generator
from typing import Any

from django.db.backends.postgresql import base
from psycopg import Connection, OperationalError
from psycopg.pq import TransactionStatus

ANSWER_SECONDS = "answer_seconds"
"""Among the database's OPTIONS; 0 or nothing waits for ever."""
HEALTH_SECONDS = 3.0


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        self.answer_seconds: float | None = params.pop(ANSWER_SECONDS, 0) or None
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> "Connection[Any]":
        connection: Connection[Any] = super().get_new_connection(conn_params)
        plain_wait = connection.wait

        def wait(gen: Generator[Any, Any, Any], *args: Any, timeout: float | None = None, **named: Any) -> Any:
            seconds = named["timeout"] = timeout or self.answer_seconds
            try:
                return plain_wait(gen, *args, **named)
            except OperationalError as error:
                if timeout is None and connection.pgconn.transaction_status == TransactionStatus.ACTIVE:
                    connection.pgconn.finish()  # what it answers later belongs to no question
                    raise OperationalError(f"The database did not answer within {seconds} seconds.") from error
                raise

        connection.wait = wait  # type: ignore[method-assign]
        return connection

    def is_usable(self) -> bool:
        """Asked before a connection is used again: one that is frozen costs a visitor seconds, not the whole limit."""
        limit, self.answer_seconds = self.answer_seconds, HEALTH_SECONDS
        try:
            return super().is_usable()
        finally:
            self.answer_seconds = limit
