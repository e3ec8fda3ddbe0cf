import re
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command

from litigation.cases import queries
from litigation.cases.actions import (
    add_member,
    amend_text,
    confirm,
    load_pack,
    open_for_demo,
    remove_member,
    seat_demo_team,
)
from litigation.cases.models import Case, CaseFact, CaseText, EligibilityRule, Membership
from litigation.errors import DomainError
from litigation.ledger.models import LedgerEvent
from tests.litigation.cases.conftest import PACK

pytestmark = pytest.mark.django_db


def counts():
    return [model.objects.count() for model in (Case, CaseText, CaseFact, EligibilityRule)]


def verbs():
    return list(LedgerEvent.objects.values_list("verb", flat=True).order_by("pk"))


def test_load_pack_twice_adds_nothing():
    first = load_pack(PACK)
    before = counts()
    second = load_pack(PACK)
    assert (first.created, second.created, second.added, second.kept) == (True, False, [], [])
    assert (counts(), before[0], before[3], verbs()) == (before, 1, 1, ["case.pack_loaded"])


def test_load_pack_adds_a_version_only_where_content_changed(case, folder):
    path = folder / PACK / "texts/en/home.lead.md"
    path.write_text(path.read_text() + "\nOne more line.\n")
    assert load_pack(PACK, folder=folder).added == ["home.lead (en)"]
    versions = case.texts.filter(key="home.lead", language="en").order_by("version")
    assert [(text.version, "One more line." in text.body) for text in versions] == [(1, False), (2, True)]
    assert queries.text(case, "home.lead", "en").version == 2


def test_load_pack_keeps_what_counsel_wrote(case, folder, people):
    amend_text(case=case, key="home.lead", language="en", body="# Ours\n\nBetter.", actor=people["lead"])
    path = folder / PACK / "texts/en/home.lead.md"
    path.write_text("# Theirs\n\nOther words.")
    loaded = load_pack(PACK, folder=folder)
    assert (loaded.added, loaded.kept) == ([], ["home.lead (en)"])
    assert queries.text(case, "home.lead", "en").authored.title == "Ours"


def test_load_pack_leaves_the_settings_of_the_case_to_counsel(case, folder):
    Case.objects.update(amount_per_plaintiff_won=500_000)
    toml = folder / PACK / "case.toml"
    toml.write_text(toml.read_text().replace("version = 1", "version = 2"))
    assert load_pack(PACK, folder=folder).case.amount_per_plaintiff_won == 500_000


def test_load_pack_keeps_a_new_rule_as_a_draft_until_an_attorney_publishes_it(case, folder):
    toml = folder / PACK / "eligibility.toml"
    toml.write_text(toml.read_text().replace("2021-10-20", "2021-12-31"))
    assert load_pack(PACK, folder=folder).added == ["draft of an eligibility rule"]
    draft = case.rule_drafts.get()
    assert (draft.as_rule()["version"], draft.body["windows"][1]["last"]) == (2, "2021-12-31")
    assert queries.current_rule(case).body["windows"][1]["last"] == "2021-10-20"
    toml.write_text(toml.read_text().replace("2021-12-31", "2022-12-31"))
    assert load_pack(PACK, folder=folder).kept == ["draft of an eligibility rule"]


def test_load_pack_refuses_and_stores_nothing(folder):
    (folder / PACK / "texts/en/home.lead.md").unlink()
    with pytest.raises(DomainError, match=r"home\.lead"):
        load_pack(PACK, folder=folder)
    assert (counts(), verbs()) == ([0, 0, 0, 0], [])


def test_amend_text_refuses_what_cannot_be_read_or_is_not_there(case, people):
    with pytest.raises(DomainError) as unreadable:
        amend_text(case=case, key="home.lead", language="en", body="no title", actor=people["lead"])
    with pytest.raises(DomainError) as unknown:
        amend_text(case=case, key="home.nothing", language="en", body="# T\n\nw", actor=people["lead"])
    assert [e.value.code for e in (unreadable, unknown)] == ["case.text_unreadable", "case.text_unknown"]


def test_amend_text_with_the_same_words_changes_nothing(case, people):
    body = queries.text(case, "home.lead", "en").body
    text = amend_text(case=case, key="home.lead", language="en", body=body + "\n", actor=people["lead"])
    assert (text.version, verbs()) == (1, ["case.pack_loaded"])


def test_confirm_is_for_attorneys_and_happens_once(case, people):
    text = queries.text(case, "mandate.text", "ko")
    assert not text.is_confirmed
    with pytest.raises(DomainError) as outsider:
        confirm(subject=text, actor=people["claimant"])
    add_member(case=case, user=people["attorney"], role="attorney", display_name="Kim")
    confirm(subject=text, actor=people["attorney"])
    assert (text.is_confirmed, text.confirmed_by) == (True, people["attorney"])
    assert queries.text(case, "mandate.text", "ko").is_confirmed
    with pytest.raises(DomainError) as again:
        confirm(subject=text, actor=people["attorney"])
    assert [e.value.code for e in (outsider, again)] == ["case.not_an_attorney", "case.confirmed_before"]
    rule = queries.current_rule(case)
    confirm(subject=rule, actor=people["attorney"])
    assert queries.current_rule(case).is_confirmed


def test_member_given_twice_is_shown_anew_and_the_last_lead_stays(case, people):
    lead = add_member(case=case, user=people["lead"], role="case_lead", display_name="Han")
    again = add_member(case=case, user=people["lead"], role="case_lead", display_name="Han Seo-yun")
    assert (lead.pk, again.display_name, Membership.objects.count()) == (again.pk, "Han Seo-yun", 1)
    with pytest.raises(DomainError, match="last_lead"):
        remove_member(member=again, actor=people["lead"])
    other = add_member(case=case, user=people["attorney"], role="case_lead", display_name="Kim")
    remove_member(member=other, actor=people["lead"])
    assert list(Membership.objects.all()) == [again]


@pytest.mark.parametrize("field", ["name_ko", "firm", "address_ko"])
def test_an_attorney_whose_papers_cannot_be_printed_is_not_seated(case, people, field):
    with pytest.raises(DomainError, match="unprintable"):
        add_member(case=case, user=people["attorney"], role="attorney", display_name="Kim 😀", **{field: "김ꪎ"})
    assert Membership.objects.count() == 0
    add_member(case=case, user=people["attorney"], role="attorney", display_name="Kim 😀", name_ko="김도현")


def test_demo_team_sits_only_in_a_demonstration(case, settings):
    settings.DEMO = False
    with pytest.raises(DomainError, match="not_a_demo"):
        seat_demo_team(case=case)
    settings.DEMO = True
    assert len(seat_demo_team(case=case)) == len(seat_demo_team(case=case)) == Membership.objects.count()
    assert not any(member.user.has_usable_password() for member in case.members.all())  # nobody is asked for one
    assert [lawyer.name_ko for lawyer in queries.lawyers(case)] == ["한서윤", "김도현", "이주원"]


def test_demonstration_takes_registrations_whatever_the_calendar_says(case, settings):
    Case.objects.filter(pk=case.pk).update(opened_on=date(2020, 1, 1), closes_at=datetime(2020, 2, 1, tzinfo=UTC))
    case = Case.objects.get(pk=case.pk)
    settings.DEMO = False
    with pytest.raises(DomainError, match="not_a_demo"):
        open_for_demo(case=case)
    assert not case.is_open
    settings.DEMO = True
    open_for_demo(case=case)
    until = Case.objects.get(pk=case.pk).closes_at
    open_for_demo(case=case)
    assert (case.is_open, Case.objects.get(pk=case.pk).closes_at) == (True, until)


def test_second_case_of_a_pack_has_settings_of_its_own(case):
    other = load_pack(case.pack, own={"slug": "other", "name": {"en": "Other"}})
    assert (other.created, other.case.slug, str(other.case)) == (True, "other", "Other")
    assert other.case.texts.count() == case.texts.count()
    assert load_pack(case.pack, own={"slug": "other"}).added == []


def test_load_case_command_says_what_it_did(settings, capsys):
    settings.DEMO = True
    call_command("load_case", PACK, "--demo-team")
    assert re.search(rf"{PACK}: [1-9]\d* added, 0 kept", capsys.readouterr().out)
    call_command("load_case", PACK)
    assert f"{PACK}: 0 added" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no case pack"):
        call_command("load_case", "nothing")
