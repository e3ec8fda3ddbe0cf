"""manage.py file_round: where it must refuse. The way through is told in tests/flows and measured by running it."""

import pytest
from django.core.management import CommandError, call_command

from litigation.cases.models import Case

pytestmark = pytest.mark.django_db


def test_it_makes_nobody_up_outside_a_demonstration(tmp_path):
    with pytest.raises(CommandError, match="demonstration"):
        call_command("file_round", claimants=2, out=tmp_path)
    assert Case.objects.count() == 0


@pytest.mark.parametrize("wrong", [{"claimants": 0}, {"claimants": 1, "workers": 0}])
def test_it_asks_for_at_least_one(tmp_path, wrong):
    with pytest.raises(CommandError, match="at least one"):
        call_command("file_round", out=tmp_path, **wrong)
