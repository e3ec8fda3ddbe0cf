import pytest
from django.db import connection, transaction

from litigation.ledger import triggers
from litigation.ledger.actions import record


@pytest.fixture
def guarded(db):
    """The triggers stand, whatever the migrations did."""
    [guard.create(connection) for guard in triggers.GUARDS]


@pytest.fixture
def unguarded(db):
    """What an intruder with the rights of the database owner does first."""
    [guard.drop(connection) for guard in triggers.GUARDS]


@pytest.fixture
def chain(unguarded):
    """Six events of one claim, in a ledger an intruder can write."""
    with transaction.atomic():
        return [
            record("claim.told", actor=None, case="case-1", claim="claim-1", data={"step": step, "word": "증거"})
            for step in range(1, 7)
        ]
