"""`manage.py law period` and `law clocks`."""

import json

import pytest
from django.core.management import CommandError, call_command

from litigation.theories.actions import confirm_start
from litigation.theories.queries import one
from tests.factories import make_case, make_claim, make_member


def ask(capsys, *arguments):
    call_command("law", *arguments)
    return capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "last"),
    [
        (["2021-12-31", "5y"], "2026-12-31"),
        (["2024-02-29", "3y"], "2027-03-02"),
        (["2026-12-01", "2w", "--first-day-counts"], "2026-12-14"),
    ],
)
def test_period_prints_the_legal_last_day(capsys, arguments, last):
    assert ask(capsys, "period", *arguments) == f"{last}\n"


@pytest.mark.django_db
def test_period_explains_each_step_and_its_source(capsys):
    told = ask(capsys, "period", "2024-02-29", "3y", "--explain").splitlines()
    assert told[0] == "2027-03-02"
    assert "1. The day of the event, 2024-02-29, is not counted; counting begins with the next" in told
    assert "3. 2027-02-28 is a Sunday" in told
    assert "4. 2027-03-01 is a public holiday: 삼일절 (Independence Movement Day)" in told
    assert "   민법 161 (V; not yet confirmed by counsel)" in told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["period", "2021-12-31", "3x"], "is no length"),
        (["period", "2021-12-31", "0d"], "lasts from 1"),
        (["period", "0000-01-01", "3y"], "is not a day"),
        (["period", "", "3y"], "needs the day"),
        (["period", "2060-12-31", "3y"], "no value of holiday.table"),
        (["clocks", "HK-0000"], "8 letters"),
    ],
)
def test_bad_question_is_one_sentence(arguments, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command("law", *arguments)
    assert "\n" not in str(refused.value)


@pytest.mark.django_db
def test_clocks_of_a_claim_with_their_basis(capsys):
    case = make_case()
    claim = make_claim(case=case, status="submitted")
    attorney = make_member(case).user
    confirm_start(basis=one(case, "tort").bases.get(), actor=attorney)
    answer = json.loads(ask(capsys, "clocks", claim.reference, "--json"))
    assert list(answer) == ["result", "steps", "sources"]
    assert answer["result"] == dict.fromkeys(("privacy_act", "state_compensation", "tort"), "2026-12-31")
    shown = [step["shown"] for step in answer["steps"] if step["code"] == "clocks.theory"]
    assert shown[0] == "objective 2021-12-31: not yet confirmed by counsel"
    assert shown[2].startswith("objective 2021-12-31: confirmed by ")
    told = ask(capsys, "clocks", claim.reference.replace("-", "").lower(), "--explain")
    assert "Under the theory privacy_act" in told


@pytest.mark.django_db
def test_draft_has_no_clocks_to_ask_for():
    claim = make_claim(case=make_case(), ready=True)
    with pytest.raises(CommandError, match="No claim that was sent"):
        call_command("law", "clocks", claim.reference)
