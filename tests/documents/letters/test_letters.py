"""The claimant's own papers: in their language, with what they sent and nothing of others; taken only by themselves."""

import pytest
from django.utils.translation import override

from claimants.claims.models import Claim
from claimants.evidence.models import Evidence
from claimants.people.models import Claimant
from documents.letters import papers
from documents.rendering import check, html
from litigation.ledger.models import LedgerEvent
from tests import factories
from tests.documents.people import make_evidence
from tests.documents.rendering import structure

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(db):
    case = factories.make_case()
    factories.make_member(case, of_record=True, phone="02-000-1234")
    return factories.make_claim(case=case, status="submitted")


@pytest.mark.parametrize(("language", "title"), [("en", "Record of what you sent"), ("ko", "보낸 내용 기록")])
def test_record_says_what_was_sent_in_the_readers_language(claim, language, title):
    file = make_evidence(claim)
    with override(language):
        made = html.render(papers.record_of(claim))
    facts = check.inspect(made.pdf)
    person = claim.claimant
    wanted = [title, claim.reference, person.passport_name, person.own_name, person.account.email]
    wanted += [file.sha256, "pass.png"]
    assert [words for words in wanted if not facts.contains(words)] == []
    assert (facts.missing_glyphs, facts.fonts_embedded, facts.all_a4) == (0, True, True)
    assert not facts.contains(person.passport_number)
    assert structure.flaws(made.pdf) == []


@pytest.mark.parametrize("status", ["submitted", "in_review", "accepted", "not_eligible", "withdrawn"])
def test_letter_says_what_the_page_says(status):
    claim = factories.make_claim(case=factories.make_case(), status=status)
    with override("en"):
        paper = papers.letter_of(claim)
        made = html.render(paper)
    facts = check.inspect(made.pdf)
    assert structure.flaws(made.pdf) == []
    assert facts.contains(paper.lead)
    assert facts.contains("promises nothing")


def test_papers_are_taken_by_their_person_and_written_down(client, claim):
    client.force_login(claim.claimant.account)
    for name in ("record", "letter"):
        answer = client.get(f"/en/my/{name}.pdf")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert LedgerEvent.objects.filter(verb=f"claim.{name}_taken", claim_id=str(claim.pk)).count() == 1


def test_there_is_nothing_before_it_was_sent_and_nothing_for_others(client, claim):
    draft = factories.make_claim(case=claim.case)
    client.force_login(draft.claimant.account)
    assert client.get("/en/my/record.pdf").status_code == 404
    client.force_login(factories.make_user())
    assert client.get("/en/my/letter.pdf").status_code == 404


def test_record_says_where_it_cannot_print_what_was_sent(claim):
    Claimant.objects.filter(pk=claim.claimant_id).update(own_name="ꪎꪳꪒ")
    file = make_evidence(claim)
    Evidence.objects.filter(pk=file.pk).update(display_name="😀.png")
    with override("en"):
        facts = check.inspect(html.render(papers.record_of(Claim.objects.get(pk=claim.pk))).pdf)
    assert (facts.missing_glyphs, facts.contains(file.sha256)) == (0, True)
    assert " ".join(" ".join(facts.text).split()).count("holds letters that cannot be printed") == 2
