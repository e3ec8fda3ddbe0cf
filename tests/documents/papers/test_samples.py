"""Every paper there is, made from the worst people of the sample round: fit for the court, whole, the same bytes again."""

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from django.utils import timezone

from documents.papers import dictionary, made_up, registry, samples
from documents.papers.as_of import AsOf
from documents.papers.forms import jsonable
from documents.papers.registry import Asked, every_kind
from documents.papers.texts import texts_of
from documents.rendering import check
from documents.rounds import actions
from documents.rounds.roster import Roster
from litigation import fonts
from litigation.cases.actions import load_pack
from litigation.cases.rules import unknown
from litigation.errors import DomainError
from litigation.law.suit import change_of_claim
from litigation.web.api_forms import sent
from tests import factories
from tests.documents import people
from tests.documents.rendering import places, structure

pytestmark = pytest.mark.django_db
MADE = [kind for kind in every_kind().values() if kind.type not in ("exhibit", "party_list")]
ASKED = list(registry.asked_kinds().values())
ONE_PERSON = {"power_of_attorney", "selected_party", "access_request"}
NAMES_ALL = {"plaintiff_annex", "amounts_table", "identity_sheet", "confirmation_sheet", "mediation_request"}


@pytest.fixture
def round():
    case = load_pack("airport-face-data").case
    factories.make_member(
        case, of_record=True, name_ko="김서연", firm="법무법인 한결누리", address_ko="서울 서초구 서초대로 1"
    )
    return samples.sample_round(case)


@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.type)
def test_sample_is_fit_for_the_court_and_comes_out_the_same_again(kind, round):
    made = samples.sample_of(kind, round)
    facts = check.inspect(made.content)
    assert (facts.pages, facts.all_a4, facts.fonts_embedded, facts.missing_glyphs) == (made.pages, True, True, 0)
    assert (facts.encrypted, facts.has_javascript, facts.has_attachments) == (False, False, False)
    assert places.outside(made.content) == []
    assert places.overlapping(made.content) == []
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert str(pdf.Root.Lang) == "ko"
    assert structure.flaws(made.content) == []
    assert not any(brace in page for page in facts.text for brace in "{}"), "a placeholder reached the paper"
    assert samples.sample_of(kind, round) == made


@pytest.mark.parametrize("kind", [kind for kind in MADE if kind.type in NAMES_ALL], ids=lambda kind: kind.type)
def test_paper_of_all_names_everybody(kind, round):
    facts = check.inspect(samples.sample_of(kind, round).content)
    names = [name for hangul, roman, *_rest in made_up.PEOPLE for name in (hangul, roman)]
    assert [name for name in names if not facts.contains(name)] == []


@pytest.mark.parametrize("kind", [kind for kind in MADE if kind.type in ONE_PERSON], ids=lambda kind: kind.type)
def test_paper_of_one_person_can_be_made_for_each_of_the_worst(kind, round):
    parts = [Asked(samples.sample_values(kind), texts_of(round.case, kind), made_up.AT)] if kind.form else []
    for entry in round.plaintiffs():
        for made in kind.make(round, *parts, entry):
            facts, person = check.inspect(made.content), entry.person
            assert (facts.missing_glyphs, places.outside(made.content)) == (0, []), person.passport_name
            assert facts.contains(person.hangul_name), person.passport_name
            assert facts.contains(person.passport_name), person.passport_name
            assert facts.contains(person.own_name), person.passport_name


def test_worst_people_need_no_letter_that_no_font_has():
    assert fonts.unprintable(" ".join(name for row in made_up.PEOPLE for name in row)) == ()


def test_sample_stands_for_a_frozen_round_value_by_value():
    case = people.make_case()
    people.make_accepted(case, 1)
    lead = people.make_member(case, "case_lead").user
    frozen = people.freeze(actions.open_round(case=case, actor=lead), lead)
    entry = frozen.roster.get()
    sample = samples.sample_round(case).entries[0].to_json()
    signed, real = sample["mandate"].pop("snapshot"), entry.snapshot["mandate"].pop("snapshot")
    assert _shape(sample) == _shape(entry.snapshot)
    assert _shape(signed) == _shape(real)


def test_every_roster_is_one_to_a_paper(round):
    case = people.make_case("another")
    people.make_accepted(case, 1)
    lead = people.make_member(case, "case_lead").user
    frozen = people.freeze(actions.open_round(case=case, actor=lead), lead)
    rosters = (frozen, AsOf(frozen, timezone.now()), round)
    assert [isinstance(each, Roster) for each in rosters] == [True] * 3
    assert [next(each.plaintiffs([1])).number for each in rosters] == [1] * 3
    assert not isinstance(frozen.roster.get(), Roster)


def _shape(value):
    if isinstance(value, dict):
        return {name: _shape(each) for name, each in value.items()}
    return [_shape(value[0])] if isinstance(value, list) and value and isinstance(value[0], dict) else type(value)


@pytest.mark.parametrize("kind", ASKED, ids=lambda kind: kind.type)
def test_form_takes_its_own_sample(kind):
    form = kind.form(sent(kind.form, samples.sample_values(kind)))
    assert form.is_valid(), form.errors
    counted = ("value_before", "value_after", "stamp")  # of a claim change, from a round, which there is none here
    typed = {name: value for name, value in samples.sample_values(kind).items() if name not in counted}
    assert jsonable(form.cleaned_data) == typed


def test_sample_of_a_claim_change_is_counted_rightly():
    values = samples.sample_values(registry.asked_kinds()["claim_change"])
    before, after, on = values["amount_before"], values["amount_won"], date.fromisoformat(values["dated"])
    counted = change_of_claim(plaintiffs=len(made_up.PEOPLE), before=before, after=after, on=on)
    assert {name: answer.result for name, answer in counted.items()} == {
        name: values[name]["result"] for name in counted
    }


@pytest.mark.parametrize("kind", every_kind().values(), ids=lambda kind: kind.type)
def test_every_placeholder_of_the_pack_is_in_the_dictionary(kind, round):
    names = {**dictionary.COMMON, **kind.words}
    for row in round.case.texts.filter(key=kind.text):
        assert unknown(row.body, names) == []


def test_common_placeholders_have_a_value_each(round):
    assert set(dictionary.common(round)) == set(dictionary.COMMON)


def test_kind_without_its_text_is_refused(round):
    round.case.texts.filter(key="paper.brief").delete()
    with pytest.raises(DomainError) as refused:
        texts_of(round.case, registry.every_kind()["brief"])
    assert refused.value.code == "paper.text_missing"


NASTY = (
    "{{원고수}} {{ request.user }} {% include 'x' %} %(원고수)s {0.__class__} <script>alert(1)</script> "
    "</td></tr></table><h1>x</h1> <img src='file:///etc/passwd'> <a rel=attachment href='file:///etc/passwd'> &amp;&lt;"
)


def _nasty(entry):
    """A plaintiff everything of whose name and address is markup, in roster and mandate."""
    names = dict.fromkeys(("hangul_name", "passport_name", "own_name", "address"), NASTY)
    signed = entry.mandate.signed
    signed = replace(signed, person=replace(signed.person, **names))
    person = replace(entry.person, **names, address_ko=NASTY)
    return replace(entry, person=person, mandate=replace(entry.mandate, snapshot=signed.to_json()))


@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.type)
def test_markup_and_placeholders_in_what_people_are_called_are_printed_as_they_are(kind, round):
    """In every paper that names somebody: nothing is read, nothing is fetched, nothing is attached."""
    clean = samples.sample_of(kind, round)
    facts = check.inspect(samples.sample_of(kind, replace(round, entries=tuple(map(_nasty, round.entries)))).content)
    assert (facts.has_attachments, facts.has_javascript) == (False, False)
    names_somebody = check.inspect(clean.content).contains(made_up.PEOPLE[0][0])
    assert facts.contains(NASTY) is names_somebody


FETCH = [
    "<img src='http://127.0.0.1:9/x.png'>",
    "<link rel=attachment href='file:///etc/passwd'>",
    "<a rel=attachment href='file:///etc/passwd'>x</a>",
    "<object data='file:///etc/passwd'></object>",
    "<style>@import url(http://127.0.0.1:9/)</style>",
    "<svg><image href='file:///etc/hostname'/></svg>",
    "url(file:///etc/passwd)",
    "<iframe src='http://127.0.0.1:9/'></iframe>",
]


@pytest.mark.parametrize("vector", FETCH)
def test_nothing_foreign_is_fetched_from_text_or_typed_value(vector, round):
    kind = every_kind()["brief"]
    texts = texts_of(round.case, kind)
    texts["ko"]["body"] = f"# 준비서면\n\n{vector}"
    values = samples.sample_values(kind) | {"text": vector, "enclosures": [[vector]]}
    (made,) = kind.make(round, Asked(values, texts, made_up.AT))
    facts = check.inspect(made.content)
    assert (facts.has_attachments, facts.contains(vector)) == (False, True)
