import pytest

from claimants.mandates import actions
from claimants.mandates.queries import offer
from tests import factories

DRAWING = {
    "w": 600,
    "h": 192,
    "strokes": [[[60, 120, 0], [90, 40, 20], [118, 100, 40]], [[200, 90, 90], [420, 130, 160]]],
}


@pytest.fixture
def claim(db):
    """A draft whose person has told everything the document prints."""
    claim = factories.make_claim()
    factories.make_member(claim.case, of_record=True)
    factories.tell_person(claim.claimant)
    claim.refresh_from_db()
    return claim


@pytest.fixture
def account(claim):
    return claim.claimant.account


@pytest.fixture
def mine(client, account):
    client.force_login(account)
    return client


def sign(claim, *, typed_name="Nguyen Thi Huong", language="en", actor=None, shown=None, **more):
    """Sign what is shown now, by typing; or with method="drawn", strokes=…"""
    shown = shown or offer(claim, language)
    said = {"method": "typed", "typed_name": typed_name, **more}
    return actions.sign(
        claim=claim,
        text_id=shown.shown.pk,
        agreed_content_sha256=shown.sha256,
        language=language,
        actor=actor or claim.claimant.account,
        **said,
    )
