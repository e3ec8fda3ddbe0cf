"""Every paper: made, on A4 within the court's margins, with its fonts inside and every name to be found."""

import re
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import pytest

from documents.papers import layouts, mandate_paper, types
from documents.papers.signature import signature_svg
from documents.papers.types import complaint, plaintiff_annex
from documents.rendering import check, html
from tests.documents.papers import samples
from tests.documents.rendering import places


def papers_by_type() -> dict[str, type[html.Paper]]:
    """Paper class by type name (its folder in templates/papers)."""
    found = {}
    for module in iter_modules(types.__path__):
        for value in vars(import_module(f"{types.__name__}.{module.name}")).values():
            if (
                isinstance(value, type)
                and issubclass(value, html.Paper)
                and getattr(value, "folder", "") == module.name
            ):
                found[value.folder] = value
    return found


@pytest.fixture(scope="module")
def papers():
    return {name: make() for name, make in samples.RENDERED.items()}


def test_registry_holds_every_type_and_each_has_template_and_sample():
    found = papers_by_type()
    assert set(samples.RENDERED) <= set(found)
    for name, paper in found.items():
        assert paper.title
        assert re.fullmatch(r"[가-힣0-9_]+", paper.stem)
        assert (html.PAPERS / name / "paper.html").is_file()
        assert (html.PAPERS / name / "paper.css").is_file()


@pytest.mark.parametrize("name", sorted(samples.RENDERED))
def test_paper_is_fit_for_the_court(papers, name):
    facts = check.inspect(papers[name].pdf)
    assert facts.pages == papers[name].pages
    assert (facts.all_a4, facts.fonts_embedded, facts.missing_glyphs) == (True, True, 0)
    assert (facts.encrypted, facts.has_javascript, facts.has_attachments) == (False, False, False)
    assert places.outside(papers[name].pdf) == []
    assert all(f"- {number} -" in page for number, page in enumerate(facts.text, start=1))


@pytest.mark.parametrize("name", sorted(samples.RENDERED))
def test_paper_gives_the_same_bytes_again(papers, name):
    assert samples.RENDERED[name]() == papers[name]


def test_complaint_stands_in_the_customary_order(papers):
    text = check.plain("".join(check.inspect(papers["complaint"].pdf).text))
    order = ["소장", "별지1원고명단기재와같다", "소송대리인", "대한민국", "손해배상(국)청구의소", "금1,000,000,000원",
             "청구취지", "가집행할수있다", "라는판결을구합니다", "청구원인", "입증방법", "첨부서류", "2026.11.23.",
             "원고들소송대리인", "서울중앙지방법원귀중"]  # fmt: skip
    places = [text.rindex(word) if word in ("2026.11.23.", "소송대리인") else text.index(word) for word in order]
    assert [word for word, place in zip(order, places, strict=True) if place < 0] == []
    assert places[4:] == sorted(places[4:])


def test_complaint_numbers_its_grounds_by_depth():
    blocks = [text for kind, text in samples.a_complaint().blocks if kind.startswith("heading")]
    assert blocks == [
        "1. 당사자의 지위",
        "2. 이 사건 처리의 경위",
        "가. 사업의 추진",
        "(1) 제공된 항목",
        "나. 사업의 종료",
        "3. 결론",
    ]


def test_complaint_prints_only_the_sums_it_is_given():
    rendered = complaint.render(samples.a_complaint(stamp_duty=None, service_fee=None))
    assert "금 1,000,000,000원" in rendered.html
    assert "인지액" not in rendered.html
    without = complaint.render(samples.a_complaint(value_of_claim=None, stamp_duty=None, service_fee=None))
    assert without.html.count("<table") == rendered.html.count("<table") - 1


def test_annex_prints_every_name_in_eleven_scripts(papers):
    facts = check.inspect(papers["plaintiff_annex"].pdf)
    lost = [name for row in samples.NAMES for name in row[:3] if not facts.contains(name)]
    assert lost == []


@pytest.mark.parametrize(
    ("policy", "headings"),
    [
        ({}, ["번호", "성명", "국적", "주소"]),
        ({"with_birth_date": True}, ["번호", "성명", "생년월일", "국적", "주소"]),
        ({"with_nationality": False}, ["번호", "성명", "주소"]),
    ],
)
def test_annex_columns_follow_the_policy(policy, headings):
    paper = plaintiff_annex.PlaintiffAnnexPaper(made_at=samples.MADE_AT, court=samples.COURT, count=22, **policy)
    assert [column.heading for column in paper.columns] == headings
    assert sum(column.width for column in paper.columns) == layouts.WIDTH
    rendered = samples.reference(paper, samples.plaintiffs(3))
    assert re.findall(r'<th scope="col">(.*?)</th>', rendered.html) == headings
    assert ("1990. 12. 1." in rendered.html) is ("생년월일" in headings)


def test_annex_keeps_a_large_number_on_one_line():
    rows = [samples.Plaintiff(number=number, hangul_name="김하늘", address="서울") for number in (9999, 10000)]
    facts = check.inspect(plaintiff_annex.render(samples.an_annex(10000), rows).pdf)
    assert "10000" in facts.text[0]


def test_annex_repeats_its_header_on_every_page(papers):
    facts = check.inspect(papers["plaintiff_annex"].pdf)
    assert all("생년월일" in page for page in facts.text)


def test_child_appears_with_both_parents():
    child = samples.Plaintiff(
        number=1, hangul_name="김바다", address="서울", representative="법정대리인 친권자 부 김산, 모 이강"
    )
    assert check.inspect(plaintiff_annex.render(samples.an_annex(1), [child]).pdf).contains(
        "법정대리인 친권자 부 김산, 모 이강"
    )


def test_power_of_attorney_is_two_pages_and_small(papers):
    rendered = papers["power_of_attorney"]
    assert rendered.pages == 2
    assert len(rendered.pdf) <= 82_000


def test_power_of_attorney_lists_special_powers_apart(papers):
    first, second = check.inspect(papers["power_of_attorney"].pdf).text
    mandate, powers = first.split("특별수권사항")
    assert "반소의 제기" not in mandate
    assert "1. 반소의 제기 [위임함]" in powers
    assert check.plain("소의 취하, 화해, 청구의 포기·인낙, 소송 탈퇴 [위임하지 않음]") in check.plain(powers)
    assert check.plain("한국어 본문이 우선합니다") in check.plain(powers)
    assert "서명 확인서" in second


def test_certificate_page_says_what_it_proves_and_what_not(papers):
    facts = check.inspect(papers["power_of_attorney"].pdf)
    for said in (
        "HK-7K4M-92QX",
        "huong@example.org",
        "서울 2026. 11. 23. 14:02:09",
        "UTC 2026-11-23 05:02:09",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "신원을 증명하는 것은 아닙니다",
        "does not prove the identity of the signer",
    ):
        assert facts.contains(said), said


def test_power_of_attorney_in_korean_alone_has_no_translation():
    paper = samples.a_power_of_attorney(claimant=samples.a_person(10), other_lang="", typed_name="김하늘")
    rendered = mandate_paper.render(paper)
    assert rendered.pages == 2
    assert "Tôi" not in rendered.html
    assert check.inspect(rendered.pdf).contains("김하늘")


@pytest.mark.parametrize("row", range(len(samples.NAMES)))
def test_typed_signature_is_readable_in_every_script(row):
    name = samples.NAMES[row][2] or samples.NAMES[row][0]
    rendered = mandate_paper.render(samples.a_power_of_attorney(claimant=samples.a_person(row), typed_name=name))
    facts = check.inspect(rendered.pdf)
    assert (facts.contains(name), facts.missing_glyphs) == (True, 0)


def test_signature_svg_holds_numbers_only():
    drawn = signature_svg([[(0, 0), (10, 5)], [(3, 3)]]).decode()
    assert drawn.count("<") == 3
    assert 'd="M0.12 0.12 L10.12 5.12 M3.12 3.12 L3.12 3.12"' in drawn
    with pytest.raises((ValueError, TypeError)):
        signature_svg([[('"/><image href="file:///etc/passwd"/>', 1)]])
    with pytest.raises(ValueError, match="at least one point"):
        signature_svg([[]])


def test_dates_are_the_courts_whatever_the_clock_of_the_instant():
    paper = samples.a_complaint(dated=date(2026, 12, 1))
    assert "2026. 12. 1." in complaint.render(paper).html
