from datetime import date

import pytest

from litigation.law.deadlines import deadline, deadline_after_e_service, deadline_kind, known
from litigation.law.periods import Length
from litigation.law.rows import LawProblem, shipped

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("key", "event", "more", "end"),
    [
        ("answer", "2026-11-26", {}, "2026-12-28"),  # the 26th is a Saturday
        ("appeal", "2026-11-26", {}, "2026-12-10"),
        ("appeal", "2026-11-26", {"added_days": 4}, "2026-12-14"),
        ("final_appeal", "2026-11-26", {}, "2026-12-10"),
        ("appeal_brief", "2026-11-26", {}, "2027-01-05"),
        ("appeal_brief", "2026-11-26", {"extended": True}, "2027-02-05"),
        ("final_appeal_brief", "2026-11-26", {}, "2026-12-16"),
        ("excuse", "2026-11-26", {}, "2026-12-10"),
        ("excuse", "2026-11-26", {"abroad": True}, "2026-12-28"),
        ("withdrawal_consent", "2026-11-26", {}, "2026-12-10"),
        ("brief", "2026-12-10", {}, "2026-12-03"),
        ("public_notice_service", "2026-11-26", {}, "2026-12-10"),
        ("public_notice_service", "2026-11-26", {"abroad": True}, "2027-01-26"),
        ("electronic_identity_objection", "2026-11-26", {}, "2026-12-03"),
        ("access_answer", "2026-11-26", {}, "2026-12-07"),
        ("correction_answer", "2026-11-26", {}, "2026-12-07"),
        ("suspension_answer", "2026-11-26", {}, "2026-12-07"),
        ("stamp_refund", "2026-11-26", {}, "2029-11-26"),
        ("mediation_answer", "2026-11-26", {}, "2026-12-11"),
        ("mediation_end", "2026-11-26", {}, "2027-01-25"),
    ],
)
def test_deadline_is_counted_from_its_event(key, event, more, end):
    computation = deadline(key, date.fromisoformat(event), **more)
    assert computation.result == date.fromisoformat(end)
    assert computation.steps[0].code == "deadline.rule"
    assert computation.steps[0].rows[0].citation


@pytest.mark.parametrize(
    ("read", "end"), [(None, "2026-12-14"), ("2026-11-24", "2026-12-08"), ("2026-12-05", "2026-12-14")]
)
def test_appeal_runs_from_electronic_service(read, end):
    computation = deadline_after_e_service("appeal", date(2026, 11, 23), read and date.fromisoformat(read))
    assert computation.result == date.fromisoformat(end)


def test_every_deadline_of_the_table_can_be_counted():
    assert known() == sorted(set(known()), key=known().index)
    for key in known():
        kind = deadline_kind(key, TODAY)
        assert Length.parse(kind.length.value)
        assert deadline(key, TODAY).result


def test_deadline_says_what_silence_and_the_court_can_do():
    told = {key: (kind.fixed, kind.silence, kind.before) for key in known() if (kind := deadline_kind(key, TODAY))}
    assert [key for key, (fixed, _, _) in told.items() if fixed] == ["appeal", "final_appeal"]
    silence = [key for key, (_, silence, _) in told.items() if silence]
    assert silence == ["withdrawal_consent", "electronic_identity_objection", "mediation_answer"]
    assert [key for key, (_, _, before) in told.items() if before] == ["brief"]


@pytest.mark.parametrize(
    ("key", "event", "more", "code"),
    [
        ("nothing", TODAY, {}, "deadline.unknown"),
        ("answer", TODAY, {"extended": True}, "deadline.no_extension"),
        ("answer", TODAY, {"added_days": 3}, "deadline.no_distance"),
        ("appeal_brief", date(2025, 2, 28), {}, "law.outside"),
    ],
)
def test_deadline_refuses_what_the_table_does_not_know(key, event, more, code):
    with pytest.raises(LawProblem) as refused:
        deadline(key, event, **more)
    assert refused.value.code == code


def test_deadline_kind_belongs_to_one_table():
    assert known(shipped()) == known()
