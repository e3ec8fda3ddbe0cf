"""A message to a round reaches who is in it now."""

import pytest

from documents.bulletins import actions, queries
from documents.changes.actions import drop
from documents.rounds.actions import open_round
from tests.documents import people

pytestmark = pytest.mark.django_db


def test_plaintiffs_of_a_round_get_it_and_who_was_taken_out_does_not():
    case = people.make_case()
    lead = people.make_member(case, "case_lead").user
    people.make_accepted(case, 3)
    round = people.freeze(open_round(case=case, actor=lead), lead)
    texts = {"ko": {"subject": "기일", "body": "2월 4일 10시입니다."}}
    bulletin = actions.write(case=round.case, round=round, texts=texts, actor=lead)
    assert queries.addressees(bulletin).count() == 3
    drop(round=round, number=2, reason="Asked us.", actor=lead)
    there = set(queries.addressees(bulletin).values_list("roster_entries__number", flat=True))
    assert (there, queries.reach(bulletin)) == ({1, 3}, [queries.Reach("en", 2, "ko")])
