"""An instance with people and sessions of before, brought to accounts without permissions and passwords, and back."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

BEFORE, AFTER = ("litigation", "0009_ledger_head_over_many"), ("litigation", "0010_accounts")


def migrate(target):
    executor = MigrationExecutor(connection)
    executor.migrate([target])
    return executor.loader.project_state([target]).apps.get_model("litigation", "User")


def go_there_and_back():
    """{email: when it was proved} of people of before, after the upgrade; the tables of sessions at each step."""
    came, tables = timezone.now(), []
    try:
        people = migrate(BEFORE)
        tables.append("django_session" in connection.introspection.table_names())
        people.objects.create(email="came@example.org", last_login=came, is_staff=True)
        people.objects.create(email="never@example.org")
    finally:
        people = migrate(AFTER)
    tables.append("django_session" in connection.introspection.table_names())
    proved = dict(people.objects.values_list("email", "email_verified_at"))
    people.objects.all().delete()
    return came, proved, tables


@pytest.mark.django_db(transaction=True)
def test_upgrade_keeps_people_and_when_they_were_proved_on_sqlite():
    came, proved, tables = go_there_and_back()
    assert (proved, tables) == ({"came@example.org": came, "never@example.org": None}, [True, False])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_upgrade_keeps_people_and_when_they_were_proved_on_postgresql():
    came, proved, tables = go_there_and_back()
    assert (proved, tables) == ({"came@example.org": came, "never@example.org": None}, [True, False])
