"""Lets Django empty the ledger after a transactional test, which its triggers refuse to everybody else."""

from types import SimpleNamespace

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations

from litigation.ledger import triggers


@pytest.fixture(scope="session", autouse=True)
def ledger_gives_way_to_flush():
    """Around each flush the triggers are dropped, and set again where they all stood."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_without_triggers(operations, statements):
        editor = SimpleNamespace(connection=operations.connection)
        stood = not triggers.missing(operations.connection)
        triggers.drop(None, editor)
        flush(operations, statements)
        if stood:
            triggers.create(None, editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_without_triggers)
        yield
