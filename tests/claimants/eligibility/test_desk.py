"""The pages of the rule: what an attorney sees and presses from a draft to a published version."""

import pytest
from django.urls import reverse

from claimants.eligibility import actions, queries
from claimants.eligibility.models import RuleRun
from litigation.cases.models import RuleDraft
from litigation.cases.queries import current_rule
from litigation.jobs import engine
from tests import factories
from tests.claimants.eligibility.conftest import draft_of, travelled

FORM = {
    "w0_group": "national", "w0_way": "both",
    "w0_first_day": "3", "w0_first_month": "2", "w0_first_year": "2005",
    "w0_last_day": "20", "w0_last_month": "10", "w0_last_year": "2021",
    "w1_group": "foreign", "w1_way": "entry",
    "w1_first_day": "23", "w1_first_month": "8", "w1_first_year": "2010",
    "w1_last_day": "31", "w1_last_month": "12", "w1_last_year": "2021",
    "w2_group": "", "w2_way": "entry", "w3_group": "", "w3_way": "entry",
    "age_least": "17", "ports": "ICN, PUS", "citation": "The Ministry's second disclosure",
}  # fmt: skip


@pytest.fixture
def desk(client, kim):
    client.force_login(kim)
    return client


def text_of(answer):
    return answer.content.decode()


def test_the_form_begins_with_the_rule_in_force_and_saves_a_draft(desk, case):
    shown = text_of(desk.get(reverse("desk_rule_draft")))
    assert 'value="2010"' in shown and "Confidence V2" in shown
    answer = desk.post(reverse("desk_rule_draft"), FORM)
    assert (answer.status_code, answer.url) == (302, reverse("desk_rules"))
    draft = RuleDraft.objects.get()
    assert draft.body == {
        "home": "KR",
        "windows": [
            {"group": "national", "directions": ["entry", "departure"], "first": "2005-02-03", "last": "2021-10-20"},
            {"group": "foreign", "directions": ["entry"], "first": "2010-08-23", "last": "2021-12-31"},
        ],
        "age": {"group": "foreign", "directions": ["entry"], "least": 17},
        "ports": ["ICN", "PUS"],
    }
    assert draft.citation == "The Ministry's second disclosure" and current_rule(case).version == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"citation": ""}, "“What it rests on” is empty"),
        ({"w1_last_year": "2009"}, "The last day lies before the first one"),
        ({"w1_last_day": "", "w1_last_month": "", "w1_last_year": ""}, "Enter the last day of this window"),
        ({"w2_first_day": "1", "w2_first_month": "1", "w2_first_year": "2022"}, "Choose whose journeys"),
        ({"w0_group": "foreign"}, "This window overlaps another one"),
        ({"age_least": "31"}, "Enter 30 or less"),
        ({f"w{n}_{part}": "" for n in (0, 1) for part in ("group", "first_day", "first_month", "first_year",
          "last_day", "last_month", "last_year")}, "A rule has at least one window"),
    ],
)  # fmt: skip
def test_a_wrong_draft_keeps_what_was_written_and_says_what_is_wrong(desk, changes, sentence):
    answer = desk.post(reverse("desk_rule_draft"), FORM | changes)
    assert answer.status_code == 422 and sentence in text_of(answer) and "ICN, PUS" in text_of(answer)
    assert not RuleDraft.objects.exists()


def test_a_draft_a_colleague_changed_meanwhile_is_not_overwritten_unseen(desk, case, kim):
    draft_of(case, kim, last="2020-12-31")
    shown = desk.get(reverse("desk_rule_draft"))
    seen = text_of(shown).split('name="_seen" value="')[1].split('"')[0]
    draft_of(case, kim, last="2019-12-31")
    answer = desk.post(reverse("desk_rule_draft"), FORM | {"_seen": seen})
    assert answer.status_code == 409
    assert RuleDraft.objects.get().body["windows"][1]["last"] == "2019-12-31"


def test_from_draft_to_published_version_by_the_buttons(desk, case, kim):
    comes = travelled(case, "2021-11-05", status="needs_information")
    desk.post(reverse("desk_rule_draft"), FORM | {"ports": ""})
    page = desk.post(reverse("desk_rule_count")).url
    assert "This is a preview" in text_of(desk.get(page))
    engine.work()
    shown = text_of(desk.get(page))
    assert comes.reference in shown and "Publish this version" in shown and "Newly in" in shown
    publish = reverse("desk_rule_publish", args=[RuleRun.objects.get().pk])
    assert "Tick that you have looked" in text_of(desk.post(publish, {"newly_in": "on"}))
    assert desk.post(publish, {"newly_in": "on", "sure": "on"}).url == page
    engine.work()
    shown = text_of(desk.get(page))
    assert "Version 2 is published" in shown and "Every verdict is written" in shown and "told" in shown
    assert "Confirmed by" in text_of(desk.get(reverse("desk_rules")))
    assert desk.get(publish).url == page


def test_a_count_that_is_out_of_date_offers_no_publishing(desk, case, kim):
    run = actions.count(draft=draft_of(case, kim, last="2020-12-31"), actor=kim)
    engine.work()
    draft_of(case, kim, last="2019-12-31")
    shown = text_of(desk.get(reverse("desk_rule_run", args=[run.pk])))
    assert "The draft changed since this count" in shown and "Publish this version" not in shown
    refused = desk.post(reverse("desk_rule_publish", args=[run.pk]), {"sure": "on"})
    assert refused.status_code == 409 and "let it be counted again" in text_of(refused)


def test_discarding_and_confirming(desk, case, kim):
    draft_of(case, kim, last="2020-12-31")
    desk.post(reverse("desk_rule_discard"))
    assert queries.open_draft(case) is None
    assert desk.post(reverse("desk_rule_discard")).status_code == 409
    assert "Not yet confirmed by counsel" in text_of(desk.get(reverse("desk_rules")))
    desk.post(reverse("desk_rule_confirm", args=[1]))
    assert current_rule(case).confirmed_by == kim


def test_a_coordinator_reads_and_changes_nothing(client, case, kim):
    run = actions.count(draft=draft_of(case, kim, last="2020-12-31"), actor=kim)
    engine.work()
    client.force_login(factories.make_member(case, "coordinator").user)
    for name, arguments in (("desk_rules", []), ("desk_rule_run", [run.pk])):
        shown = client.get(reverse(name, args=arguments))
        assert shown.status_code == 200 and "Publish this version" not in text_of(shown)
    assert client.post(reverse("desk_rule_count")).status_code == 403


@pytest.mark.parametrize("people", [1, 3])
def test_the_lists_read_in_a_fixed_number_of_queries(desk, case, kim, people, django_assert_max_num_queries):
    for _ in range(people):
        travelled(case, "2021-10-15")
    run = actions.count(draft=draft_of(case, kim, last="2020-12-31"), actor=kim)
    engine.work()
    with django_assert_max_num_queries(26):
        shown = desk.get(reverse("desk_rule_run", args=[run.pk]), {"kind": "newly_out"})
    assert text_of(shown).count("HK-") >= people
