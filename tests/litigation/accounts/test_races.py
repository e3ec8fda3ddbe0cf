"""Many at the same moment: on PostgreSQL, and on a file of SQLite, as both are in production."""

import time
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from litigation.accounts import actions_codes, limits
from litigation.accounts.actions import change_address
from litigation.accounts.actions_codes import check_code, send_code
from litigation.accounts.models import MailedCode, Tally, User
from litigation.errors import DomainError
from tests.litigation.accounts.tools import MINA, counted
from tests.litigation.jobs.test_races import in_threads

GUESSES = 61
NO_LIMIT = limits.Limit("tries.client", ((10_000, limits.DAY),))


@pytest.fixture(params=[pytest.param("postgres", marks=pytest.mark.postgres), "sqlite"])
def at_once(request, transactional_db):
    """at_once(number, target): target(n) in so many threads, each with a connection of its own."""
    if (connection.vendor == "sqlite") != (request.param == "sqlite"):
        pytest.fail("the tests without PostgreSQL run on SQLite")
    return in_threads


@pytest.fixture
def compared(monkeypatch):
    """How often a guess was really compared with the code."""
    seen, real = [], actions_codes.constant_time_compare

    def counting(mine, theirs):
        seen.append(1)
        return real(mine, theirs)

    monkeypatch.setattr(actions_codes, "constant_time_compare", counting)
    monkeypatch.setattr(limits, "TRIES_OF_CLIENT", NO_LIMIT)
    return seen


def a_code():
    return send_code(purpose="sign_in", address=MINA, client="203.0.113.1")


def guess(row, code):
    check_code(row=MailedCode.objects.get(pk=row.pk), code=code, client="203.0.113.1")


def test_of_many_guesses_at_one_moment_only_the_allowed_are_compared(at_once, compared):
    row, code = a_code()
    wrong = "000000" if code != "000000" else "111111"
    errors = at_once(GUESSES, lambda _n: guess(row, wrong))
    assert (len(compared), len(errors)) == (MailedCode.MOST_TRIES, GUESSES)
    assert set(counted(errors)) <= {"code.wrong", "code.over"}
    assert MailedCode.objects.get(pk=row.pk).tries == MailedCode.MOST_TRIES


def test_the_race_is_lost_where_the_try_is_counted_after_reading(at_once, compared, monkeypatch):
    """The control: a guard that reads, compares and then writes lets more pass, so the race above is a real one."""

    def reads_first(*, row, code, client):
        if row.tries < MailedCode.MOST_TRIES:
            actions_codes.constant_time_compare(code, "")
            time.sleep(0.05)  # in which the others read what this one has not written yet
            MailedCode.objects.filter(pk=row.pk).update(tries=min(row.tries + 1, MailedCode.MOST_TRIES))

    row, _code = a_code()
    monkeypatch.setattr("tests.litigation.accounts.test_races.check_code", reads_first)
    at_once(GUESSES, lambda _n: guess(row, "000000"))
    assert len(compared) > MailedCode.MOST_TRIES


def test_the_right_code_signs_in_once(at_once, compared):
    row, code = a_code()
    passed = []

    def enter(n):
        guess(row, code)
        passed.append(n)

    errors = at_once(MailedCode.MOST_TRIES, enter)
    assert (len(passed), len(errors)) == (1, MailedCode.MOST_TRIES - 1)


def test_a_limit_lets_exactly_so_many_pass(at_once):
    limit, passed = limits.Limit("x", ((7, limits.DAY),)), []

    def take(_n):
        passed.append(limits.take(limit, "a"))

    assert at_once(30, take) == []
    assert Counter(passed) == {True: 7, False: 23}
    assert Tally.objects.get().count == 7


def test_of_two_who_prove_one_address_one_gets_it(at_once):
    people = [User.objects.create_user(f"person{n}@example.org", last_login=timezone.now()) for n in range(4)]

    def prove(n):
        change_address(user=User.objects.get(pk=people[n].pk), address="wanted@example.org")

    errors = at_once(4, prove)
    assert counted(errors) == {"address.taken": 3}
    assert all(isinstance(error, DomainError) for error in errors)
    assert User.objects.filter(email="wanted@example.org").count() == 1
