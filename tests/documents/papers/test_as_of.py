"""Papers after the filing see the roster of their moment: who left, corrected names, and those who act in somebody's place."""

import random

import pytest

from documents.changes import actions
from documents.changes.models import RosterChange
from documents.papers.as_of import AsOf
from documents.papers.people import chosen
from documents.rounds.actions import open_round
from tests.documents import people

pytestmark = pytest.mark.django_db
NUMBERS = range(1, 6)


@pytest.fixture
def case():
    return people.make_case()


@pytest.fixture
def lead(case):
    return people.make_member(case, "case_lead").user


@pytest.fixture
def round(case, lead):
    people.make_accepted(case, len(NUMBERS))
    return people.filed(people.freeze(open_round(case=case, actor=lead), lead), lead)


def heirs(round, number, lead, *names):
    acting = [{"hangul": hangul, "roman": roman} for hangul, roman in names]
    said = {"acting": acting, "capacity": "heirs", "reason": "Died.", "actor": lead}
    people.in_force(actions.substitute(round=round, number=number, **said), lead)


def shown(roster, numbers=()):
    return {one.number: (one.hangul_name, one.representative) for one in chosen(roster, numbers)}


def test_heirs_stand_with_the_dead_in_the_order_they_were_named(round, lead):
    name = round.roster.get(number=2).plaintiff.person.hangul_name
    heirs(round, 2, lead, ("김상속", "KIM SANGSOK"), ("이상속", ""))
    found = shown(AsOf(round, 2), [2])
    assert found == {2: (f"망 {name}", "소송수계인 1. 김상속 (KIM SANGSOK) 2. 이상속")}
    assert shown(AsOf(round, 1), [2]) == {2: (name, "")}  # the version before


def test_one_heir_has_no_number_and_the_last_substitution_counts(round, lead):
    heirs(round, 1, lead, ("김상속", ""))
    heirs(round, 1, lead, ("박상속", ""))
    assert shown(AsOf(round, 3), [1])[1][1] == "소송수계인 박상속"


def test_legal_representative_stands_with_who_is_represented(round, lead):
    said = {"acting": [{"hangul": "김대리"}], "capacity": "representative", "reason": "Guardian.", "actor": lead}
    people.in_force(actions.substitute(round=round, number=3, **said), lead)
    name = round.roster.get(number=3).plaintiff.person.hangul_name
    assert shown(AsOf(round, 2), [3]) == {3: (name, "법정대리인 김대리")}


@pytest.mark.parametrize("seed", range(4))
def test_every_version_of_a_random_history_shows_the_roster_of_its_moment(round, lead, seed):
    chance = random.Random(seed)
    stands = {entry.number: (entry.plaintiff.person.hangul_name, "", False) for entry in round.roster.all()}
    moments = {1: dict(stands)}
    for version in range(2, 8):
        number = chance.choice([number for number, (_name, _acts, left) in stands.items() if not left] or [1])
        name, acts, _left = stands[number]
        kind = chance.choice(["drop", "correct", "correct", "substitute", "substitute"])
        if kind == "drop":
            asked = actions.drop(round=round, number=number, reason="x", actor=lead)
            stands[number] = (name, acts, True)
        elif kind == "correct":
            name = f"바른{'가나다라마바사아'[version]}"
            asked = actions.correct_name(round=round, number=number, names={"hangul": name}, reason="x", actor=lead)
            stands[number] = (name, acts, False)
        else:
            acts = f"상속{'가나다라마바사아'[version]}"
            said = {"acting": [{"hangul": acts}], "capacity": "heirs", "reason": "x", "actor": lead}
            asked = actions.substitute(round=round, number=number, **said)
            stands[number] = (name, acts, False)
        people.in_force(asked, lead)
        moments[version] = dict(stands)
    for version, people_then in moments.items():
        wanted = {
            number: (f"망 {name}", f"소송수계인 {acts}") if acts else (name, "")
            for number, (name, acts, left) in people_then.items()
            if not left
        }
        roster = AsOf(round, version)
        assert (shown(roster), roster.roster_count) == (wanted, len(wanted))
    assert RosterChange.objects.count() == len(moments) - 1
