"""Reading the record by row, by several tables, by case and its filters."""

from datetime import timedelta

import pytest
from django.db import transaction

from litigation.accounts.models import User
from litigation.jobs.models import Job
from litigation.ledger import queries
from litigation.ledger.actions import record
from litigation.ledger.models import LedgerHead

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """Two people and a job, each with what was done to them."""
    people = [User.objects.create(email=f"{name}@example.org") for name in ("minji", "jisoo")]
    job = Job.objects.create(kind="test.mark")
    with transaction.atomic():
        for verb, subject in (("account.begun", people[0]), ("account.begun", people[1]), ("job.started", job)):
            record(verb, actor=people[0], subject=subject, case="case-1", claim="claim-1")
        record("job.ended", actor=None, subject=job, case="case-2")
    return people, job


def seqs(rows):
    return [event.seq for event in rows]


def about(row):
    return queries.about_any(type(row).objects.filter(pk=row.pk))


def test_a_row_s_record_is_its_own_newest_first(told):
    people, job = told
    assert (seqs(about(job)), seqs(about(people[1]))) == ([4, 3], [2])


def test_the_record_of_several_tables_holds_the_rows_that_are_meant(told):
    people, _job = told
    some = queries.about_any(User.objects.filter(pk=people[0].pk), Job.objects.all())
    assert (seqs(some), seqs(queries.about_any(User.objects.none())), seqs(queries.about_any())) == ([4, 3, 1], [], [])


def test_the_record_of_a_case_is_filtered_by_room_verb_person_claim_and_time(told):
    people, _job = told
    assert seqs(queries.for_case("case-1")) == [3, 2, 1]
    assert seqs(queries.for_case("case-1", verb="account.")) == [2, 1]
    assert seqs(queries.for_case("case-1", verb="job.started")) == [3]
    assert seqs(queries.for_case("case-1", actor_id=people[1].pk)) == []
    assert seqs(queries.for_case("case-1", claim_id="claim-1", actor_id=people[0].pk)) == [3, 2, 1]
    at = about(told[1]).first().at
    assert seqs(queries.for_case("case-2", since=at)) == [4]
    assert seqs(queries.for_case("case-2", until=at)) == []
    assert seqs(queries.for_case("case-2", since=at + timedelta(seconds=1))) == []


def test_rows_of_the_record_name_themselves(told):
    assert str(about(told[1]).first()) == "4 job.ended"
    assert str(LedgerHead.objects.get()) == "head 4"
