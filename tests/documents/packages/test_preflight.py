"""Preflight: what is wrong with a paper is found when it is made and named with its plaintiff; such a package is not whole."""

import io
from dataclasses import replace

import pikepdf
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from documents.packages import preflight
from documents.packages.queries import to_look_at
from documents.papers.models import PaperFile
from documents.papers.registry import Made, kinds
from documents.rendering.check import inspect
from litigation.vault.files import read_bytes

pytestmark = pytest.mark.django_db
A4 = (595.28, 841.89)


def pdf(*pages, size=A4, script=False):
    """A PDF with these drawings, one a page, in a font that is not embedded."""
    document = pikepdf.new()
    for drawing in pages:
        document.add_blank_page(page_size=size)
        page = document.pages[-1]
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F=document.make_indirect(pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )))
        )  # fmt: skip
        page.Contents = document.make_stream(drawing)
    if script:
        document.Root.OpenAction = document.make_indirect(
            pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


LINES = b"BT /F 12 Tf 80 700 Td (One) Tj 0 -20 Td (Two) Tj ET"
NUMBER = b"BT /F 12 Tf 290 40 Td (- 2 -) Tj ET"


def spoil(monkeypatch, kind, content, where="2_위임장"):
    """Every paper of this kind comes out as `content`."""
    made = lambda round, entry: [Made(f"poa:{entry.number}", f"{where}/{entry.number}.pdf", content, 1)]  # noqa: E731
    changed = replace(kinds()[kind], make=made)
    monkeypatch.setattr("documents.packages.making.kinds", lambda: kinds() | {kind: changed})


def test_preflight_finds_nothing_in_the_papers_of_a_round(freeze, make):
    package = make(freeze(6))
    assert set(PaperFile.objects.values_list("flaws", flat=True)) == {""}
    assert (package.state, package.flaws) == ("ready", 0)


@pytest.mark.parametrize("content, found", [
    (pdf(LINES, NUMBER), "blank:2 font"),
    (pdf(LINES, b""), "blank:2 font"),
    (pdf(LINES, LINES, size=(612, 792)), "font not_a4:1 not_a4:2"),
    (pdf(LINES, script=True), "font script"),
    (b"no PDF", "unreadable"),
])  # fmt: skip
def test_preflight_of_a_round_and_of_a_person_find_the_same(freeze, content, found):
    made, entry = Made("k", "1_소장/a.pdf", content, 1), next(freeze(1).plaintiffs())
    assert (preflight.flaws_of(made), preflight.flaws_of(made, entry)) == (found, found)


def test_preflight_leaves_an_exhibit_its_fonts_but_finds_its_blank_page(freeze):
    entry = next(freeze(1).plaintiffs())
    marked = Made("k", "3_증거/a.pdf", [pdf(LINES, LINES)], 2)
    assert preflight.flaws_of(marked, entry) == ""
    from documents.exhibits.marking import mark_pdf

    sent = mark_pdf(pdf(LINES, b"q Q"), "갑 제3호증의 1")
    assert preflight.flaws_of(replace(marked, content=[sent]), entry) == "blank:2"


@pytest.mark.parametrize(
    ("part", "text", "found"),
    [
        ("hangul_name", "김\U0001f600", "font glyph"),
        ("address_ko", "서울 A\x07B", "font glyph"),
        ("address_ko", "서울 ि 12", "font glyph"),
        ("own_name", "\U0001f600", "font"),  # left out of the papers, which say so
        ("own_name", "葛\U000e0100城 花子", "font"),  # a variation selector is no glyph
    ],
)
def test_preflight_knows_a_letter_that_no_font_draws(freeze, part, text, found):
    entry = next(freeze(1).plaintiffs())
    entry = replace(entry, person=replace(entry.person, **{part: text}))
    assert preflight.flaws_of(Made("k", "2_위임장/a.pdf", pdf(LINES), 1), entry) == found


def test_preflight_looks_at_no_table(freeze):
    assert preflight.flaws_of(Made("k", "4_참고/당사자목록.csv", b"a,b", 0)) == ""


def test_package_with_a_flawed_paper_is_not_called_whole_and_names_the_plaintiff(
    client, settings, freeze, make, lead, monkeypatch
):
    settings.STAFF_SECOND_FACTOR = False
    round = freeze(2)
    spoil(monkeypatch, "power_of_attorney", pdf(LINES, NUMBER))
    package = make(round)
    assert (package.state, package.gaps, package.flaws) == ("incomplete", 0, 2)
    assert [(paper.entry.number, paper.flaws) for paper in to_look_at(round)] == [
        (1, "blank:2 font"),
        (2, "blank:2 font"),
    ]
    client.force_login(lead)
    round_page = client.get(reverse("desk_round", args=[1])).content.decode()
    assert ("2 papers in it are not right." in round_page, "2 papers to look at" in round_page) == (True, True)
    page = client.get(reverse("desk_round_looked_at", args=[1])).content.decode()
    assert page.count("A page is blank. (page 2)") == 2
    for entry in round.roster.select_related("claim"):
        assert reverse("desk_claim", args=[entry.claim.reference]) in page


def test_index_says_what_preflight_found(freeze, make, monkeypatch):
    spoil(monkeypatch, "power_of_attorney", pdf(LINES, NUMBER))
    package = make(freeze(1))
    sheet = load_workbook(io.BytesIO(read_bytes(package.contents.get(path="4_참고/목록.xlsx").stored_name))).active
    assert [row[-1] for row in sheet.values if row[0] == "소송위임장"] == ["빈 쪽 (2쪽), 글꼴 미포함"]
    index = inspect(read_bytes(package.contents.get(path="4_참고/목록.pdf").stored_name))
    assert index.contains("확인할 서류1건(목록.xlsx참조)")


def test_flawed_exhibit_is_named_and_may_stand(freeze, make, monkeypatch):
    round = freeze(1)
    spoil(monkeypatch, "exhibit", pdf(LINES, size=(612, 792)), where="3_증거")
    package = make(round)
    assert (package.state, package.flaws, [paper.flaws for paper in to_look_at(round)]) == ("ready", 0, ["not_a4:1"])


def test_paper_made_again_without_its_flaw_is_whole(freeze, make, monkeypatch):
    round = freeze(1)
    with monkeypatch.context() as spoilt:
        spoil(spoilt, "power_of_attorney", pdf(LINES, NUMBER))
        assert make(round).state == "incomplete"
    package = make(round, anew=True)
    assert (package.state, package.flaws, to_look_at(round)) == ("ready", 0, [])
