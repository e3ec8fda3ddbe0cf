import pytest

from documents.packages.actions import make_papers
from documents.packages.models import Package
from documents.rounds import actions
from litigation.jobs import engine, tasks
from tests.documents import people


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    """No broker: the tests do the work themselves."""
    monkeypatch.setattr(tasks.ring, "apply_async", lambda args, **options: None)


@pytest.fixture
def case(db):
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def freeze(case, lead):
    """freeze(3) → a frozen round of three plaintiffs."""

    def freeze(count):
        people.make_accepted(case, count)
        return people.freeze(actions.open_round(case=case, actor=lead), lead)

    return freeze


@pytest.fixture
def make(lead):
    """make(round) → its next package, all work done."""

    def make(round, **how):
        package = make_papers(round=round, actor=lead, **how)
        engine.work(package.job_id)
        return Package.objects.get(pk=package.pk)

    return make


@pytest.fixture
def reader(case):
    """Somebody of the team who prepared nothing."""
    return people.second(case)
