"""A colleague who lost the second factor: a case lead asks, a second person answers, and nobody comes in by it alone."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from litigation.accounts import limits
from litigation.accounts.actions import make_token
from litigation.accounts.models import ApiToken, Session, Tally
from litigation.cases.actions import remove_member
from litigation.cases.models import Case, Membership
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from litigation.team import actions, queries
from litigation.team.models import FactorRemoval
from tests.architecture.cast import copy_of
from tests.factories import make_case, make_member
from tests.litigation.accounts.tools import counted, is_there, sign_in, signed_in
from tests.litigation.jobs.test_races import in_threads

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
HOW = "Called her at the number in our directory."
TODAY, SET_UP = "/staff/", "/en/account/2fa/"


def with_factor(user):
    totp.TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


@pytest.fixture
def case(db):
    return make_case()


@pytest.fixture
def team(case):
    """A lead, another lead, an attorney and a coordinator, who lost her phone."""
    roles = {"lead": "case_lead", "other": "case_lead", "attorney": "attorney", "mina": "coordinator"}
    return {name: with_factor(make_member(case, role).user) for name, role in roles.items()}


def ask(team, **changes):
    case = Case.objects.get(slug="airport-face-data")
    return actions.ask(**{"case": case, "colleague": team["mina"], "how": HOW, "actor": team["lead"]} | changes)


def refused(act, **values):
    with pytest.raises(DomainError) as told:
        act(**values)
    return told.value.code


def at_desk(client, user):
    is_there(client, user, method="mfa")
    return client


def alone(case, team):
    """The case has one lead only."""
    remove_member(member=Membership.objects.get(case=case, user=team["other"]), actor=team["lead"])


def verbs():
    return list(LedgerEvent.objects.filter(verb__startswith="factor.").order_by("seq").values_list("verb", flat=True))


def test_two_people_take_the_factors_away_and_everything_signed_in_ends(team):
    mina = team["mina"]
    is_there(Client(), mina, method="mfa")
    make_token(user=mina, name="my program", scopes=["desk.see"], actor=mina)
    limits.take(limits.SECOND_FACTORS, mina.pk)
    before = mina.password
    removal = ask(team)
    actions.agree(removal=removal, actor=team["other"])
    mina.refresh_from_db()
    assert (removal.state, removal.answered_by, mina.password != before) == ("agreed", team["other"], True)
    assert not Authenticator.objects.filter(user=mina).exists()
    assert not Session.objects.filter(user=mina).exists()
    assert not ApiToken.objects.filter(user=mina, revoked_at=None).exists()
    assert not Tally.objects.exists()
    assert Authenticator.objects.filter(user=team["lead"]).count() == 2
    assert verbs() == ["factor.removal_asked", "factor.removed"]
    asked = LedgerEvent.objects.get(verb="factor.removal_asked")
    assert asked.data == {"removal": str(removal.pk), "colleague": str(mina.pk), "how": HOW}
    assert {
        event.actor_id for event in LedgerEvent.objects.filter(verb__in=["session.all_ended", "token.revoked"])
    } == {str(team["other"].pk)}


@pytest.mark.django_db(transaction=True)
def test_colleague_is_told_by_mail_when_it_is_asked_and_when_it_is_done(team):
    removal = ask(team)
    actions.agree(removal=removal, actor=team["other"])
    told = [(message.to, message.subject) for message in mail.outbox]
    assert told == [
        ([team["mina"].email], "Somebody asks to take your second factor away"),
        ([team["mina"].email], "Your second factor was taken away"),
    ]
    assert all("call whoever leads your team at once" in message.body for message in mail.outbox)


def test_colleague_is_signed_in_by_nothing_but_the_mail_and_sets_up_a_new_factor_first(client, team, settings):
    settings.STAFF_SECOND_FACTOR = True
    mina = team["mina"]
    assert sign_in(client, mina.email).headers["Location"] == f"{SET_UP}authenticate/"
    actions.agree(removal=ask(team), actor=team["other"])
    assert not signed_in(client)
    assert client.post(f"{SET_UP}authenticate/", {"code": "000000"}).status_code < 500
    assert not signed_in(client)
    fresh = Client()
    sign_in(fresh, mina.email)
    assert signed_in(fresh) == str(mina.pk)
    assert fresh.get(TODAY).headers["Location"] == SET_UP


@pytest.mark.parametrize(
    ("who", "code"),
    [("lead", "factor.own"), ("mina", "factor.oneself"), ("attorney", "factor.not_second")],
)
def test_answer_of_who_is_no_second_person_is_refused(team, who, code):
    removal = ask(team)
    for act in (actions.agree, actions.decline):
        assert refused(act, removal=removal, actor=team[who]) == code
    assert FactorRemoval.objects.get().state == "asked"
    assert Authenticator.objects.filter(user=team["mina"]).count() == 2


def test_attorney_answers_where_no_other_lead_is_left(case, team):
    alone(case, team)
    removal = ask(team)
    assert list(queries.seconds(case, team["mina"], team["lead"])) == [team["attorney"]]
    actions.agree(removal=removal, actor=team["attorney"])
    assert not Authenticator.objects.filter(user=team["mina"]).exists()


def test_attorney_answers_where_the_other_lead_is_who_lost_it(case, team):
    removal = ask(team, colleague=team["other"])
    assert queries.waits_for(case, team["other"]) == []
    assert queries.waits_for(case, team["attorney"]) == [removal]


def test_asking_is_refused_for_oneself_for_nobody_to_answer_and_for_who_has_no_factor(case, team):
    assert refused(ask, team=team, colleague=team["lead"]) == "factor.oneself"
    assert refused(ask, team=team, how=" \n ") == "factor.how"
    assert refused(ask, team=team, how="x" * 301) == "factor.how"
    assert refused(ask, team=team, colleague=make_member(case, "auditor").user) == "factor.none"
    alone(case, team)
    assert refused(ask, team=team, colleague=team["attorney"]) == "factor.no_second_person"
    assert not FactorRemoval.objects.exists()


def test_second_question_about_the_same_person_waits_for_the_first_in_every_case(case, team):
    another = copy_of(case)
    make_member(another, "coordinator", user=team["mina"])
    lead = with_factor(make_member(another, "case_lead").user)
    second = with_factor(make_member(another, "case_lead").user)
    removal = ask(team)
    assert refused(ask, team=team, actor=team["other"]) == "factor.asked_already"
    assert refused(ask, team=team, case=another, actor=lead) == "factor.asked_already"
    assert refused(actions.agree, removal=removal, actor=second) == "factor.not_second"
    actions.decline(removal=removal, actor=team["other"])
    actions.agree(removal=ask(team, case=another, actor=lead), actor=second)
    assert list(FactorRemoval.objects.order_by("asked_at").values_list("state", flat=True)) == ["declined", "agreed"]


def test_question_ends_by_itself_after_a_day_and_can_be_asked_anew(case, team, monkeypatch):
    removal = ask(team)
    later = timezone.now() + timedelta(hours=24)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert queries.waits_for(case, team["other"]) == []
    assert refused(actions.agree, removal=removal, actor=team["other"]) == "factor.answered"
    assert refused(actions.take_back, removal=removal, actor=team["lead"]) == "factor.answered"
    again = ask(team)
    removal.refresh_from_db()
    assert (removal.state, removal.ended_at, again.state) == ("over", removal.ends_at, "asked")


@pytest.mark.parametrize("act", [actions.agree, actions.decline])
def test_what_is_declined_or_taken_back_is_answered_no_more(team, act):
    for end, who in ((actions.decline, "other"), (actions.take_back, "lead")):
        removal = ask(team)
        end(removal=removal, actor=team[who])
        assert refused(act, removal=removal, actor=team["other"]) == "factor.answered"
    assert refused(actions.take_back, removal=removal, actor=team["mina"]) == "factor.oneself"
    assert verbs() == [
        "factor.removal_asked",
        "factor.removal_declined",
        "factor.removal_asked",
        "factor.removal_taken_back",
    ]
    assert Authenticator.objects.filter(user=team["mina"]).count() == 2


@pytest.mark.parametrize("who", ["lead", "mina"])
def test_answer_is_refused_when_the_team_changed_since(case, team, who):
    removal = ask(team)
    Membership.objects.filter(case=case, user=team[who]).delete()
    assert refused(actions.agree, removal=removal, actor=team["other"]) == "factor.team_changed"


def test_database_refuses_one_person_alone_and_a_changed_question(team):
    removal = ask(team)
    rows = FactorRemoval.objects.filter(pk=removal.pk)
    now = timezone.now()
    wrong = [
        {"state": "agreed", "answered_by": team["lead"], "ended_at": now},
        {"state": "agreed", "answered_by": team["mina"], "ended_at": now},
        {"state": "agreed", "answered_by": None, "ended_at": now},
        {"state": "agreed", "answered_by": team["other"], "ended_at": None},
        {"asked_by": team["mina"]},
        {"how": "Knew the voice."},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.delete()
    assert rows.get().state == "asked"


@pytest.fixture(params=[pytest.param("postgres", marks=pytest.mark.postgres), "sqlite"])
def at_once(request, transactional_db):
    if (connection.vendor == "sqlite") != (request.param == "sqlite"):
        pytest.fail("the tests without PostgreSQL run on SQLite")
    return in_threads


def test_of_many_answers_at_once_one_holds(at_once, case, team):
    removal, others = ask(team), [make_member(case, "case_lead").user for _ in range(3)]
    people = [team["other"], *others]

    def answer(n):
        act = actions.agree if n % 2 else actions.decline
        act(removal=FactorRemoval.objects.get(pk=removal.pk), actor=people[n])

    assert counted(at_once(4, answer)) == {"factor.answered": 3}
    removal.refresh_from_db()
    taken = not Authenticator.objects.filter(user=team["mina"]).exists()
    assert (removal.state, taken) in (("agreed", True), ("declined", False))
    assert len(verbs()) == 2


def test_of_two_who_ask_at_once_one_has_asked(at_once, team):
    errors = at_once(2, lambda n: ask(team, actor=team["lead" if n else "other"]))
    assert counted(errors) == {"factor.asked_already": 1}
    assert FactorRemoval.objects.count() == 1


def test_lead_asks_and_the_other_answers_through_the_pages(team):
    lead, other = at_desk(Client(), team["lead"]), at_desk(Client(), team["other"])
    address = reverse("desk_factors_ask", args=[team["mina"].pk])
    assert address in lead.get(reverse("desk_factors")).content.decode()
    assert lead.post(address, {"how": ""}).status_code == 422
    assert lead.post(address, {"how": HOW}).headers["Location"] == reverse("desk_factors")
    removal = FactorRemoval.objects.get()
    answer = reverse("desk_factors_answer", args=[removal.pk])
    assert (answer in other.get(TODAY).content.decode(), answer in lead.get(TODAY).content.decode()) == (True, False)
    assert HOW in other.get(answer).content.decode()
    assert other.post(answer, {}).status_code == 422
    assert other.post(answer, {"agrees": "yes"}).headers["Location"] == reverse("desk_factors")
    assert not Authenticator.objects.filter(user=team["mina"]).exists()
    assert other.post(answer, {"agrees": "no"}).status_code == 409
    assert other.get(answer).headers["Location"] == reverse("desk_factors")


def test_lead_takes_back_and_nobody_is_led_to_an_answer_that_is_not_theirs(team):
    removal = ask(team)
    lead, attorney = at_desk(Client(), team["lead"]), at_desk(Client(), team["attorney"])
    answer, back = (reverse(f"desk_factors_{name}", args=[removal.pk]) for name in ("answer", "take_back"))
    for client in (lead, attorney):
        page = client.get(reverse("desk_factors")).content.decode()
        assert (f'href="{answer}"' in page, back in page) == (False, client is lead)
        assert client.get(answer).headers["Location"] == reverse("desk_factors")
        assert client.post(answer, {"agrees": "yes"}).status_code == 409
    assert attorney.post(back).status_code == 403
    lead.post(back)
    assert FactorRemoval.objects.get().state == "taken_back"


def test_borrowed_session_is_asked_for_the_factor_before_it_asks_or_answers(client, team):
    removal = ask(team)
    for who, name, thing in (("lead", "ask", team["mina"]), ("other", "answer", removal)):
        is_there(client, team[who], method="mfa", ago=3600)
        page = client.get(reverse(f"desk_factors_{name}", args=[thing.pk]))
        assert page.headers["Location"].split("?")[0] == f"{SET_UP}reauthenticate/"


def test_second_step_says_what_to_do_and_has_no_link_for_it(client, team):
    sign_in(client, team["mina"].email)
    page = client.get(f"{SET_UP}authenticate/").content.decode()
    assert "call a case lead of it" in page
    assert "/factors/" not in page
