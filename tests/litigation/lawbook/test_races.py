"""Counsel at two desks at once, and a database that refuses to forget: on PostgreSQL."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from litigation.law.rows import shipped
from litigation.lawbook import queries
from litigation.lawbook.actions import add_row, confirm
from litigation.lawbook.models import LawConfirmation, LawRow
from tests.factories import make_case, make_member
from tests.litigation.jobs.test_races import in_threads

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
UNIT = {
    "key": "service.unit",
    "value": 5_800,
    "effective_from": date(2027, 7, 1),
    "citation": "공고",
    "confidence": "V",
}


@pytest.fixture
def counsel(db):
    case = make_case()
    return [make_member(case).user for _ in range(6)]


def codes(errors):
    return [getattr(error, "code", error) for error in errors]


def test_of_many_who_confirm_a_row_at_once_one_stands_for_it(counsel):
    row = shipped().history("service.unit")[-1]
    errors = in_threads(6, lambda n: confirm(key=row.key, sha256=row.sha256, actor=counsel[n]))
    assert (codes(errors), LawConfirmation.objects.count()) == (["law.confirmed_before"] * 5, 1)


def test_the_same_row_added_by_many_at_once_is_added_once(counsel):
    errors = in_threads(6, lambda n: add_row(actor=counsel[n], **UNIT))
    assert (codes(errors), LawRow.objects.count()) == (["law.same"] * 5, 1)
    assert queries.table().value("service.unit", date(2027, 7, 1)) == 5_800


@pytest.mark.parametrize("model", [LawRow, LawConfirmation])
def test_the_tables_of_the_law_refuse_to_be_emptied(model, counsel):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {model._meta.db_table}")
