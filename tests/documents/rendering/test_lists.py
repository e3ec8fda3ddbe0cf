"""Long lists by the direct writer, held against the templates they are made from: word by word, edge by edge."""

import hashlib
import io
import itertools
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest
from django.conf import settings
from PIL import Image

from documents.papers.types import amounts_table
from documents.rendering import check, html, lists
from documents.rendering.direct import court
from litigation.fonts import faces
from tests.documents.papers import samples
from tests.documents.rendering import places
from tests.documents.rendering.direct.tools import complaints, texts

ONE_MORE_PROCESS = """
import hashlib, os
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django; django.setup()
from tests.documents.rendering import test_lists
print(hashlib.sha256(test_lists.worst_annex().pdf).hexdigest())
"""
WORST = [
    {
        "hangul_name": "크리슈나무르티 벤카타라마나 수브라마니암 아이야르",
        "passport_name": "KRISHNAMURTHY VENKATARAMANA SUBRAMANIAM IYER",
    },
    {"hangul_name": "김바다", "representative": "법정대리인 친권자 부 크리슈나무르티 벤카타라마나, 모 응우옌 티 흐엉"},
    {"address": "예멘 사나 شارع الزبيري 12 (بناية 4)، صنعاء"},
    {"address": "شارع الزبيري 12، مبنى 4، صنعاء، الجمهورية اليمنية"},
    {"address": "99/1หมู่บ้านสวนสนกรุงเทพกรีฑาแขวงหัวหมากเขตบางกะปิกรุงเทพมหานคร10240"},
    {"address": "ផ្ទះលេខ១២ផ្លូវព្រះនរោត្តមសង្កាត់ទន្លេបាសាក់ខណ្ឌចំការមនរាជធានីភ្នំពេញ"},
    {"address": "अपार्टमेंट 12, महात्मा गांधी मार्ग, नई दिल्ली 110001, भारत"},
    {"address": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, 웨일스"},
    {"address": "上海市浦东新区世纪大道100号环球金融中心(200120), 중국"},
    {"own_name": "محمد عبد الرحمن بن عبد الله آل سعود", "own_name_lang": "ar"},
    {"address": "서울", "nationality": "대한민국 · 베트남 · 몽골"},
]


def an_amounts_table(count, **changes):
    values = {
        "made_at": samples.MADE_AT,
        "court": samples.COURT,
        "case_name": "손해배상(국)",
        "heading": "청구금액표",
        "notes": ("원고별 청구금액은 다음과 같고, 지연손해금의 기산일은 각 해당 칸과 같다.",),
        "count": count,
        "total": count * 1_000_000,
    }
    return amounts_table.AmountsTablePaper(**{**values, **changes})


def amount_lines(count):
    return [
        amounts_table.AmountLine(
            number=row.number, hangul_name=row.hangul_name, passport_name=row.passport_name, head="위자료", amount=1_000_000,
            interest_from=date(2021, 12, 31),
        )
        for row in samples.plaintiffs(count)
    ]  # fmt: skip


def worst_rows():
    rows = itertools.cycle(samples.plaintiffs(11))
    return [replace(row, number=9990 + n, **changes) for n, (row, changes) in enumerate(zip(rows, WORST, strict=False))]


def worst_annex():
    return lists.render(samples.an_annex(10_000), worst_rows())


def both(paper, rows):
    return samples.reference(paper, rows), lists.render(paper, rows)


def placed(pdf):
    """Page by page {text of a line: (left, bottom)} as PDFium finds it, for texts that stand there once."""
    document, pages = pypdfium2.PdfDocument(pdf), []
    for page in document:
        text, seen = page.get_textpage(), {}
        for number in range(text.count_rects()):
            rect = text.get_rect(number)
            seen.setdefault(check.plain(text.get_text_bounded(*rect)), []).append(rect[:2])
        pages.append({words: places[0] for words, places in seen.items() if len(places) == 1})
    document.close()
    return pages


@pytest.mark.parametrize(
    ("paper", "rows"),
    [
        (samples.an_annex(66), samples.plaintiffs(66)),
        (samples.an_annex(1), samples.plaintiffs(1)),
        (samples.an_annex(30, with_birth_date=False, with_native_name=False), samples.plaintiffs(30)),
        (an_amounts_table(50), amount_lines(50)),
        (samples.an_evidence_list(40), samples.exhibit_lines(40)),
        (samples.an_evidence_list(3, case_number="2026가합12345"), samples.exhibit_lines(3)),
        (samples.an_amounts_table(40), samples.amount_lines(40)),
    ],
)
def test_list_stands_as_its_template_does(paper, rows):
    reference, direct = both(paper, rows)
    assert direct.pages == reference.pages
    for there, here in zip(placed(reference.pdf), placed(direct.pdf), strict=True):
        assert here.keys() == there.keys()
        assert [words for words, place in there.items() if place != pytest.approx(here[words], abs=1.2)] == []


@pytest.mark.parametrize("name", ["plaintiff_annex", "evidence_list"])
def test_edges_are_those_of_the_template(name):
    paper, rows = {
        "plaintiff_annex": (samples.an_annex(9), samples.plaintiffs(9)),
        "evidence_list": (samples.an_evidence_list(9), samples.exhibit_lines(9)),
    }[name]
    first_pages = [rules(pdf) for pdf in (each.pdf for each in both(paper, rows))]
    assert first_pages[0] == pytest.approx(first_pages[1], abs=0.3)


def rules(pdf):
    """Where the lines of the first page stand, in points: all x, then all y."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].render(scale=4, grayscale=True).to_pil()
    document.close()
    across = _dark(page.resize((1, page.height), Image.Resampling.BOX))
    table = page.crop((0, round(across[0] * 4), page.width, round(across[-1] * 4)))
    return _dark(table.resize((page.width, 1), Image.Resampling.BOX)) + across


def _dark(profile):
    """The middle of every dark stretch of a picture one dot wide."""
    dots = profile.tobytes()
    stretches = re.finditer(rb"[\x00-\xbe]+", dots)
    return [sum(stretch.span()) / 8 for stretch in stretches]


def test_worst_rows_have_the_height_of_the_template_but_for_scripts_without_spaces():
    rows = [row for row in worst_rows() if not any("\u0e00" <= c <= "\u17ff" for c in row.address)]
    reference, direct = both(samples.an_annex(10_000), rows)
    assert direct.pages == reference.pages


def test_worst_annex_is_fit_for_the_court(tmp_path):
    annex = worst_annex()
    facts = check.inspect(annex.pdf)
    assert (facts.pages, facts.all_a4, facts.fonts_embedded, facts.missing_glyphs) == (annex.pages, True, True, 0)
    assert (facts.encrypted, facts.has_javascript, facts.has_attachments) == (False, False, False)
    assert places.outside(annex.pdf) == []
    assert complaints(annex.pdf, tmp_path) == ""


def test_every_value_of_the_worst_annex_is_found_by_two_readers():
    annex = worst_annex()
    for seen in texts(annex.pdf):
        facts = check.PdfFacts(1, (), True, (), (seen,), 0, False, False, False)
        values = [
            value
            for row in worst_rows()
            for value in (row.hangul_name, row.passport_name, row.own_name, row.representative)
        ]
        assert [value for value in values if not facts.contains(value)] == []


def test_same_roster_same_bytes_whatever_the_process():
    here = hashlib.sha256(worst_annex().pdf).hexdigest()
    for seed in ("1", "2"):
        there = subprocess.run(
            [sys.executable, "-c", ONE_MORE_PROCESS],
            cwd=settings.BASE_DIR, capture_output=True, text=True, check=True, timeout=120,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
        )  # fmt: skip
        assert there.stdout.strip() == here


def test_numbering_goes_on_from_the_page_before():
    rendered = lists.render(samples.an_annex(22), samples.plaintiffs(22), first_page=15)
    facts = check.inspect(rendered.pdf)
    assert [f"- {15 + i} -" in page for i, page in enumerate(facts.text)] == [True] * rendered.pages


def test_last_row_does_not_stand_alone():
    alone = next(n for n in range(8, 20) if len(rows_by_page(n)) > len(rows_by_page(n - 1)))
    assert rows_by_page(alone)[-1] == 2
    assert sum(rows_by_page(alone)) == alone


def rows_by_page(count):
    facts = check.inspect(lists.render(samples.an_annex(count), samples.plaintiffs(count)).pdf)
    return [page.count("1990. 12.") for page in facts.text]


def test_a_row_taller_than_a_page_goes_on_over_the_next():
    address = " ".join(f"서울특별시 영등포구 대림로 {n}" for n in range(150))
    row = replace(samples.plaintiffs(1)[0], address=address)
    rendered = lists.render(samples.an_annex(1), [row])
    facts = check.inspect(rendered.pdf)
    assert rendered.pages >= 3
    text = "".join(check.plain(re.sub(r"번호 성명 생년월일 국적 주소|- \d+ -", "", page)) for page in facts.text)
    assert check.plain(address) in text
    assert places.outside(rendered.pdf) == []


def test_list_without_rows_says_so_with_its_header():
    text = check.inspect(lists.render(samples.an_annex(0), []).pdf).text
    assert len(text) == 1
    assert "모두 0명" in text[0]
    assert "성명" in text[0]


def test_closing_is_whole():
    for count in range(1, 14):
        facts = check.inspect(lists.render(samples.an_evidence_list(count), samples.exhibit_lines(count)).pdf)
        assert [("원고들 소송대리인" in page, "귀중" in page) for page in facts.text][-1] == (True, True)
        assert sum("귀중" in page for page in facts.text) == 1


def test_long_notes_go_on_over_pages_and_lose_nothing():
    note = " ".join(f"제{n}항의 청구금액은 다음과 같다." for n in range(1, 200))
    rendered = lists.render(an_amounts_table(3, notes=("짧은 글.", note)), amount_lines(3))
    facts = check.inspect(rendered.pdf)
    text = "".join(check.plain(re.sub(r"- \d+ -", "", page)) for page in facts.text)
    assert check.plain(note) in text
    assert places.outside(rendered.pdf) == []
    assert text.endswith(check.plain("합계 (소가) 3,000,000원"))


def test_markup_in_a_value_is_printed_as_text():
    row = replace(samples.plaintiffs(1)[0], address="<b>서울</b> & (1) \\ EMC ET")
    assert check.inspect(lists.render(samples.an_annex(1), [row]).pdf).contains("<b>서울</b> & (1) \\ EMC ET")


def test_metadata_say_title_language_author_and_the_snapshots_time():
    paper = samples.an_annex(1, author=samples.AGENT.firm)
    with pikepdf.open(io.BytesIO(lists.render(paper, samples.plaintiffs(1)).pdf)) as pdf:
        assert str(pdf.Root.Lang) == "ko"
        assert str(pdf.docinfo["/Title"]) == "별지 1 원고 명단"
        assert str(pdf.docinfo["/Author"]) == samples.AGENT.firm
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261123050209Z"
        assert bool(pdf.Root.MarkInfo.Marked)


def test_structure_is_one_table_with_a_header_and_every_row_once():
    with pikepdf.open(io.BytesIO(lists.render(samples.an_annex(30), samples.plaintiffs(30)).pdf)) as pdf:
        top = list(pdf.Root.StructTreeRoot.K[0].K)
        assert [str(each.S) for each in top] == ["/P", "/H1", "/P", "/Table"]
        head, *bodies = top[-1].K
        assert [(str(cell.S), str(cell.A.Scope)) for cell in head.K[0].K] == [("/TH", "/Column")] * 5
        assert len(bodies) == len(pdf.pages)
        rows = [row for body in bodies for row in body.K]
        assert [[str(cell.S) for cell in row.K] for row in rows] == [["/TD"] * 5] * 30


def test_every_mark_of_a_page_has_its_owner():
    with pikepdf.open(io.BytesIO(lists.render(samples.an_annex(30), samples.plaintiffs(30)).pdf)) as pdf:
        owners = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
        for page in pdf.pages:
            marks = [
                int(operands[1].MCID)
                for operands, operator in pikepdf.parse_content_stream(page, "BDC")
                if "/MCID" in operands[1]
            ]
            told = owners[page.StructParents]
            assert marks == list(range(len(told)))
            assert {owner.Pg.objgen for owner in told} == {page.obj.objgen}


def test_words_stay_apart_for_whoever_reads_the_structure():
    """At the end of a line and of a paragraph: told by the glyphs alone, not by where they stand."""
    row = replace(samples.plaintiffs(1)[0], address="경기도 안산시 단원구 원곡로 45, 302호 (12 Lê Lợi, Quận 1) 거리")
    pdf = lists.render(samples.an_annex(1), [row]).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        said = "".join(glyph_texts(document.pages[0]))
    assert "응우옌 티 흐엉 NGUYEN THI HUONG Nguyễn Thị Hương" in said
    assert row.address in said


def glyph_texts(page):
    """What each drawn glyph says by its font's ToUnicode."""
    said = {}
    for name, font in page.resources.Font.items():
        lines = re.findall(rb"<([0-9a-f]{4})><([0-9a-f]+)>", font.ToUnicode.read_bytes())
        said[name] = {
            bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in lines
        }
    font = None
    for operands, operator in pikepdf.parse_content_stream(page, "Tf TJ"):
        if str(operator) == "Tf":
            font = said[str(operands[0])]
            continue
        for part in operands[0]:
            code = bytes(part) if isinstance(part, pikepdf.String) else b""
            yield "".join(font[code[place : place + 2]] for place in range(0, len(code), 2))


def test_no_marked_piece_lies_within_another():
    """Poppler, and the readers built on it, end the outer one with the inner one."""
    with pikepdf.open(io.BytesIO(worst_annex().pdf)) as pdf:
        for page in pdf.pages:
            depth = 0
            for _operands, operator in pikepdf.parse_content_stream(page, "BDC BMC EMC"):
                depth += -1 if str(operator) == "EMC" else 1
                assert depth in (0, 1)


def test_native_names_tell_their_language():
    with pikepdf.open(io.BytesIO(lists.render(samples.an_annex(11), samples.plaintiffs(11)).pdf)) as pdf:
        told = {
            str(operands[1].Lang)
            for page in pdf.pages
            for operands, _operator in pikepdf.parse_content_stream(page, "BDC")
            if "/Lang" in operands[1]
        }
    assert told == {"en", "vi", "mn", "ar", "th", "hi", "ja", "zh-Hans", "zh-Hant", "ru"}


def boxes(markup):
    """The laid-out boxes of a piece of HTML under the style sheet of the papers, by element."""
    weasyprint = html._weasyprint()
    source = weasyprint.HTML(string=f'<html lang="ko"><title>x</title>{markup}')
    page = source.render(font_config=html._font_config(), stylesheets=list(html._styles("plaintiff_annex"))).pages[0]
    found = {}
    for box in page._page_box.descendants():
        found.setdefault(box.element_tag, box)
    return page._page_box, found


def test_facts_of_the_court_are_those_of_the_style_sheet():
    page, found = boxes("<table><thead><tr><th>x<tbody><tr><td>x<tr><td>y</table>")
    _page, tight = boxes("<table><tbody><tr><td class=center>y</table>")
    _page, terms = boxes("<table class=parties><tr><th scope=row>t<td><p>x</table>")
    pixel, mm = 96 / 72, 96 / 25.4
    cell, head = found["td"], found["th"]
    assert {
        "margins": [round(getattr(page, f"margin_{side}") / mm, 3) for side in ("top", "right", "bottom", "left")],
        "size": cell.style["font_size"] / pixel,
        "leading": cell.style["line_height"],
        "padding": [round(cell.style[f"padding_{side}"].value / mm, 3) for side in ("top", "left")],
        "tight": round(tight["td"].style["padding_left"].value / mm, 3),
        "rules": [
            round(width / pixel, 3) for width in (cell.style["border_left_width"], head.style["border_bottom_width"])
        ],
        "ground": tuple(round(part, 4) for part in head.style["background_color"].coordinates),
        "term": [round(terms["th"].style["width"].value / mm, 3), terms["p"].style["line_height"]],
        "gap": round(terms["td"].style["padding_bottom"].value / mm, 3),
    } == {
        "margins": [court.TOP, court.RIGHT, court.BOTTOM, court.LEFT],
        "size": court.SIZE,
        "leading": court.LEADING,
        "padding": [court.PADDING_TOP, court.PADDING_SIDE],
        "tight": court.PADDING_TIGHT,
        "rules": [court.RULE, court.HEAD_RULE],
        "ground": tuple(round(part, 4) for part in court.HEAD_FILL),
        "term": [court.TERM_WIDTH, court.TERM_LEADING],
        "gap": court.TERM_GAP,
    }


@pytest.mark.parametrize(
    "lang",
    [
        *("ko", "en", "vi", "mn", "mn-Mong", "ru", "zh-Hans", "zh-Hant", "ja", "ne"),
        *(lang for langs in faces.OWN.values() for lang in langs),
    ],
)
def test_stacks_are_those_of_the_style_sheet(lang):
    _page, found = boxes(f'<p lang="{lang}">x</p>')
    families = [family.replace(" ", "") for family in found["p"].style["font_family"]]
    ours = [face.name.rpartition("-")[0] for face in faces.stack(lang)]
    assert ours[: len(families)] == families
