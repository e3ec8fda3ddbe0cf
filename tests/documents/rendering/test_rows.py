"""Long tables in parts: every row once, pages in order, nothing half empty in between."""

from documents.filings.types import evidence_list, plaintiff_annex
from documents.rendering import check
from tests.documents.filings import samples


def test_parts_read_like_one_piece():
    rows = samples.plaintiffs(66)
    whole = check.inspect(plaintiff_annex.render(samples.an_annex(66), rows, part_size=1000).pdf)
    joined = check.inspect(plaintiff_annex.render(samples.an_annex(66), rows, part_size=20).pdf)
    assert joined.text == whole.text
    assert joined.page_sizes == whole.page_sizes


def test_parts_give_the_same_bytes_twice():
    rows = samples.plaintiffs(40)
    first = plaintiff_annex.render(samples.an_annex(40), rows, part_size=16)
    assert plaintiff_annex.render(samples.an_annex(40), rows, part_size=16) == first


def test_numbering_goes_on_from_the_page_before():
    rendered = plaintiff_annex.render(samples.an_annex(22), samples.plaintiffs(22), first_page=15)
    facts = check.inspect(rendered.pdf)
    assert [f"- {15 + i} -" in page for i, page in enumerate(facts.text)] == [True] * rendered.pages


def test_a_part_smaller_than_a_page_still_goes_on():
    rendered = plaintiff_annex.render(samples.an_annex(9), samples.plaintiffs(9), part_size=2)
    facts = check.inspect(rendered.pdf)
    assert all(facts.contains(row.hangul) for row in samples.plaintiffs(9))


def test_evidence_list_closes_once_at_its_end():
    rendered = evidence_list.render(samples.an_evidence_list(40), samples.exhibit_lines(40), part_size=15)
    facts = check.inspect(rendered.pdf)
    assert sum("귀중" in page for page in facts.text) == 1
    assert "귀중" in facts.text[-1]
    assert all(facts.contains(line.mark) for line in samples.exhibit_lines(40))
