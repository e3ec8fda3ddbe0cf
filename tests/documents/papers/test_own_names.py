"""A name in the person's own script, on paper: with its real letters, or left out where a reader sees that it was."""

from dataclasses import replace

import pytest

from claimants.claims.models import Claim
from claimants.mandates.models import Mandate
from claimants.mandates.signed import Signed
from claimants.people.models import Claimant
from documents.papers import contents, layouts, mandate_overlay, mandate_paper
from documents.papers.mandate_paper import paper_of
from documents.papers.scripts import language_of
from documents.papers.types import plaintiff_annex
from documents.rendering import check
from documents.rounds import actions
from tests.documents import people
from tests.documents.papers import samples
from tests.documents.rendering import places, structure

NAMES = {
    "ka": "გიორგი მაისურაძე",
    "hy": "Արմեն Պետրոսյան",
    "he": "משה כהן",
    "gu": "પ્રિયા શાહ",
    "pa": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "or": "ପ୍ରିୟା ଦାସ",
    "ta": "முருகன் செல்வி",
    "te": "వెంకట రమణ",
    "kn": "ಕೃಷ್ಣ ಮೂರ್ತಿ",
    "ml": "മോഹൻ ലാൽ",
    "lo": "ສົມພອນ ແກ້ວ",
    "bo": "བསྟན་འཛིན་རྒྱ་མཚོ",
    "am": "አበበ ኃይሉ",
    "mn-Mong": "ᠮᠥᠩᠬᠡᠪᠠᠲᠤ",
    "zh-Hans": "㐂一 𡃁",
    "ja": "葛\U000e0100城 はな",
}
LEFT_OUT = {"Adlam": "𞤀𞤣𞤤", "Tai Viet": "ꪎꪳꪒ", "Nüshu": "𛅰𛅱", "broken Tamil": "ாமு", "one emoji": "Kim 😀"}
SAID = "(본국 문자로 쓴 성명은 인쇄할 수 없어 생략함)"


def mandate(native, **changes):
    person = replace(samples.a_person(0), own_name=native, own_name_lang=language_of(native))
    return samples.a_power_of_attorney(claimant=person, **changes)


@pytest.mark.parametrize("lang", NAMES)
def test_name_in_its_own_script_is_printed_with_its_letters(lang):
    paper = mandate(NAMES[lang])
    assert paper.claimant.own_name_lang == lang
    for made in (mandate_paper.render(paper), mandate_overlay.render(paper)):
        facts = check.inspect(made.pdf)
        assert (facts.contains(NAMES[lang]), facts.missing_glyphs, facts.contains("생략")) == (True, 0, False)


@pytest.mark.parametrize("script", LEFT_OUT)
def test_name_that_no_font_has_is_left_out_and_the_mandate_says_so(script):
    paper = mandate(LEFT_OUT[script])
    assert mandate_overlay.render(paper) is None
    made = mandate_paper.render(paper)
    facts = check.inspect(made.pdf)
    assert (facts.missing_glyphs, facts.contains(SAID), facts.contains("cannot be printed")) == (0, True, True)
    assert (facts.contains(paper.claimant.passport_name), facts.contains(LEFT_OUT[script])) == (True, False)
    assert (places.outside(made.pdf), structure.flaws(made.pdf), made.pages) == ([], [], 2)


def test_mandate_in_korean_alone_says_it_in_korean_alone():
    facts = check.inspect(mandate_paper.render(mandate("ꪎꪳꪒ", other_lang="")).pdf)
    assert (facts.contains(SAID), facts.contains("cannot be printed")) == (True, False)


def test_annex_prints_the_passport_name_where_it_leaves_the_other_out():
    rows = [replace(row, own_name="ꪎꪳꪒ", own_name_lang="") for row in samples.plaintiffs(2)]
    paper = samples.an_annex(count=2, with_native_name=True)
    facts = check.inspect(plaintiff_annex.render(paper, rows).pdf)
    assert facts.missing_glyphs == 0
    assert [row.passport_name for row in rows if not facts.contains(row.passport_name)] == []
    shown = {"with_birth_date": False, "with_nationality": False, "with_native_name": True}
    assert [text.text for text in layouts.annex_cells(rows[0], **shown)[1]] == [
        rows[0].hangul_name,
        rows[0].passport_name,
    ]


def test_a_name_typed_as_signature_before_it_was_refused_shows_no_boxes(db):
    signed = people.make_claim(people.make_case()).mandates.get().snapshot
    paper = paper_of(replace(Signed.from_json(signed), method="typed", typed_name="ꪎꪳꪒ"))
    assert paper.typed_name == "(인쇄할 수 없는 문자로 서명함)"
    assert check.inspect(mandate_paper.render(paper).pdf).missing_glyphs == 0


def test_what_is_printed_of_a_plaintiff_leaves_out_what_papers_leave_out(db):
    case = people.make_case()
    lead = people.make_member(case, "case_lead").user
    [claim] = people.make_accepted(case, 1)
    Claimant.objects.update(own_name="ꪎꪳꪒ")
    Mandate.objects.all().delete()
    people.make_mandate(Claim.objects.get(pk=claim.pk))  # signed under that name
    entry = people.freeze(actions.open_round(case=case, actor=lead), lead).roster.get()
    assert entry.snapshot["person"]["native"] == "ꪎꪳꪒ"  # the roster keeps what the person writes
    assert "ꪎ" not in contents.printed(entry.plaintiff)
    assert entry.snapshot["person"]["roman"] in contents.printed(entry.plaintiff)
