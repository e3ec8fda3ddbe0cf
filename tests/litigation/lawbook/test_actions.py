from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from litigation.errors import DomainError
from litigation.law.rows import Row, shipped
from litigation.law.service_fee import service_fee
from litigation.lawbook import queries
from litigation.lawbook.actions import add_row, confirm
from litigation.lawbook.models import LawConfirmation, LawRow
from litigation.ledger.models import LedgerEvent
from tests.factories import make_case, make_member, make_user

pytestmark = pytest.mark.django_db
UNIT = {
    "key": "service.unit",
    "value": 5_800,
    "effective_from": date(2027, 7, 1),
    "citation": "대법원 공고 2027-1",
    "confidence": "V",
}


@pytest.fixture
def attorney(db):
    return make_member(make_case()).user


def last_event():
    event = LedgerEvent.objects.order_by("-seq").first()
    return event.verb, event.data


def fee(on):
    table = queries.table()
    return service_fee(case_type="가합", plaintiffs=1, defendants=1, on=on, table=table)


def test_an_added_row_holds_from_its_first_day_and_nothing_before_changes(attorney):
    added = add_row(actor=attorney, **UNIT)
    assert [fee(on).result for on in (date(2027, 6, 30), date(2027, 7, 1))] == [2 * 15 * 5_640, 2 * 15 * 5_800]
    assert added.as_row() == Row(**UNIT, unit="won", origin="counsel")
    assert last_event() == (
        "law.row_added",
        {"key": "service.unit", "from": "2027-07-01", "sha256": added.as_row().sha256},
    )


def test_of_two_rows_for_the_same_day_the_later_added_holds(attorney):
    add_row(actor=attorney, **UNIT)
    add_row(actor=attorney, **{**UNIT, "value": 5_900})
    assert fee(date(2027, 7, 1)).result == 2 * 15 * 5_900


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"citation": " "}, "law.no_source"),
        ({"confidence": "sure"}, "law.confidence"),
        ({"value": 5.5}, "law.value"),
        ({"value": "many"}, "law.kind"),
        ({"value": True}, "law.kind"),
        ({"value": -1}, "law.range"),
        ({"value": 10**15 + 1}, "law.range"),
        ({"unit": "dollars"}, "law.unit"),
        ({"effective_to": date(2027, 6, 30)}, "law.row_backwards"),
        ({"key": "weather.today", "unit": "won"}, "law.key"),
        ({"key": "service.new"}, "law.no_source"),
        ({"key": "policy.stamp_rounding", "value": "upwards"}, "law.choice"),
        ({"key": "stamp.efile", "value": 8, "unit": "per 0"}, "law.unit"),
    ],
)
def test_an_unusable_row_is_refused_with_a_sentence_and_leaves_nothing(attorney, wrong, code):
    with pytest.raises(DomainError) as refused:
        add_row(actor=attorney, **{**UNIT, **wrong})
    assert (refused.value.code, refused.value.sentence[-1]) == (code, ".")
    assert LawRow.objects.count() == 0


def test_what_the_newest_row_says_already_is_refused(attorney):
    add_row(actor=attorney, **UNIT)
    with pytest.raises(DomainError) as refused:
        add_row(actor=attorney, **UNIT)
    assert (refused.value.code, LawRow.objects.count()) == ("law.same", 1)


def test_a_new_key_of_a_known_table_may_be_added(attorney):
    add_row(actor=attorney, **{**UNIT, "key": "service.rounds.재", "unit": "rounds", "value": 9})
    assert queries.table().value("service.rounds.재", date(2027, 7, 1)) == 9


def test_parts_may_be_counted_anew(attorney):
    add_row(actor=attorney, **{**UNIT, "key": "stamp.efile", "value": 85, "unit": "per 100"})
    assert queries.table().row("stamp.efile", date(2027, 7, 1)).unit == "per 100"


def test_confirming_puts_name_and_day_beside_exactly_this_row(attorney):
    row = shipped().history("service.unit")[-1]
    confirm(key=row.key, sha256=row.sha256, actor=attorney)
    confirmed = [(each.value, each.confirmed_by, each.confirmed_on) for each in queries.table().history(row.key)]
    assert confirmed[-1] == (5_640, str(attorney), timezone.localdate())
    assert {each[1:] for each in confirmed[:-1]} == {("", None)}
    assert last_event() == ("law.row_confirmed", {"key": row.key, "sha256": row.sha256})


def test_a_correction_has_to_be_confirmed_anew(attorney):
    row = shipped().history("service.unit")[-1]
    confirm(key=row.key, sha256=row.sha256, actor=attorney)
    add_row(actor=attorney, **{**row.content, "value": 5_650})
    assert queries.table().row("service.unit", date(2027, 1, 1)).confirmed_on is None


def test_a_row_is_confirmed_once_and_only_where_it_is(attorney):
    row = shipped().history("service.unit")[-1]
    confirm(key=row.key, sha256=row.sha256, actor=attorney)
    for key, sha256, code in [
        (row.key, row.sha256, "law.confirmed_before"),
        ("stamp.efile", row.sha256, "law.no_such_row"),
    ]:
        with pytest.raises(DomainError) as refused:
            confirm(key=key, sha256=sha256, actor=attorney)
        assert refused.value.code == code
    assert LawConfirmation.objects.count() == 1


@pytest.mark.parametrize("role", ["coordinator", "auditor", None])
def test_only_counsel_adds_and_confirms(role):
    actor = make_member(make_case(), role).user if role else make_user()
    row = shipped().history("service.unit")[-1]
    for act in (lambda: add_row(actor=actor, **UNIT), lambda: confirm(key=row.key, sha256=row.sha256, actor=actor)):
        with pytest.raises(DomainError) as refused:
            act()
        assert (refused.value.code, refused.value.status) == ("law.not_counsel", 403)


def test_the_database_refuses_to_change_or_delete_rows_and_confirmations(attorney):
    row = add_row(actor=attorney, **UNIT)
    said = confirm(key=row.key, sha256=row.as_row().sha256, actor=attorney)
    for each in (row, said):
        for act in (lambda each=each: type(each).objects.update(key="x"), each.delete):
            with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
                act()


def test_the_database_refuses_a_row_that_ends_before_it_begins(attorney):
    row = Row(**UNIT, unit="won", effective_to=date(2026, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        LawRow.objects.create(sha256=row.sha256, added_by=attorney, **row.content)
