"""What a text cites, however a lawyer types it; and what of that a package has not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.exhibits.names import exhibit_mark
from documents.papers.cites import RANGES, Cite, Held, read
from documents.papers.registry import every_kind

NUMBERS = st.integers(1, 9_999)
SPACE = st.sampled_from(["", " ", "\n", " \n  ", "\u00a0"])
WORDS = st.text(st.sampled_from("가을 병제호증의별지내1,2.(~\n-"), max_size=20)

SINGLE = (
    *("갑 제3호증", "갑 제4호증의 2", "갑제5호증의1 내지 7", "갑 제1, 2호증", "갑 제1-2호증", "갑 제3 내지 6호증의 9"),
    *("별지 1", "별지 제2호", "별지 1 내지 3", "별지 제8호서식", "을 제7호증의 2"),
)


def exhibits(*spans):
    return [Cite(1, span) for span in spans]


def branches(number, *spans):
    return [Cite(1, (number, number), span) for span in spans]


def annexes(*spans):
    return [Cite(1, span, is_annex=True) for span in spans]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("갑 제3호증", exhibits((3, 3))),
        ("갑제3호증", exhibits((3, 3))),
        ("갑 제 3 호증", exhibits((3, 3))),
        ("갑3호증", exhibits((3, 3))),
        ("갑 제1, 2호증", exhibits((1, 1), (2, 2))),
        ("갑 제1호증, 갑 제2호증 및 제5호증", exhibits((1, 1), (2, 2), (5, 5))),
        ("갑 제3 내지 6호증", exhibits((3, 6))),
        ("갑 제3호증 내지 갑 제6호증", exhibits((3, 6))),
        ("갑 제3호증부터 제6호증까지", exhibits((3, 6))),
        ("갑 제6호증 내지 제3호증", exhibits((3, 6))),
        ("갑 제3호증의 12", branches(3, (12, 12))),
        ("갑제3호증의12를", branches(3, (12, 12))),
        ("갑 제3-12호증", branches(3, (12, 12))),
        ("갑 제3호증의 1 내지 12", branches(3, (1, 12))),
        ("갑 제3호증의 1 내지 갑 제3호증의 12", branches(3, (1, 12))),
        ("갑 제3호증의 1, 2, 5 ~ 7", branches(3, (1, 1), (2, 2), (5, 7))),
        ("갑 제3호증의 1, 제4호증의 2", [*branches(3, (1, 1)), *branches(4, (2, 2))]),
        ("갑 제3호증의 1 내지 제4호증의 2", [*branches(3, (1, 1)), *branches(4, (2, 2))]),
        ("갑 제1, 3호증의 2", [*exhibits((1, 1)), *branches(3, (2, 2))]),
        ("갑 제3 내지 5호증의 2", [*exhibits((3, 5)), *branches(5, (2, 2))]),
        ("갑 제3호증의 1 내지 1,340, 1,342", branches(3, (1, 1340), (1342, 1342))),
        ("갑 제3호증의 99,100", branches(3, (99, 99), (100, 100))),
        ("갑 제3호증의 4면", exhibits((3, 3))),
        ("갑 제3호증의 1, 2021. 12. 20.자 회신", branches(3, (1, 1))),
        ("갑 제3호증의 1, 2명의 원고", branches(3, (1, 1))),
        ("갑 제3호증, 2021. 12. 20.", exhibits((3, 3))),
        ("갑 제3호증, 을 제4호증", exhibits((3, 3))),
        ("갑 제3호증의 1 내지 3, 갑 제1, 2호증", [*branches(3, (1, 3)), *exhibits((1, 1), (2, 2))]),
        ("별지 1, 갑 제3호증", [*annexes((1, 1)), *exhibits((3, 3))]),
        ("별지 1, 별지 제2호", annexes((1, 1), (2, 2))),
        ("별지 1 원고 명단", annexes((1, 1))),
        ("(별지1)", annexes((1, 1))),
        ("별지 제1호 및 제2호", annexes((1, 1), (2, 2))),
        ("별지 1 내지 3 각 기재", annexes((1, 3))),
        ("갑 제3호증과 별지 2", [*exhibits((3, 3)), *annexes((2, 2))]),
        ("별지 제8호서식", []),
        ("별지 제8호의2 서식", []),
        ("별지 2021. 3. 1.자 목록", []),
        ("별지 기재와 같다", []),
        ("을 제1호증, 병 제2호증", []),
        ("갑 제호증, 갑 제1호", []),
        ("갑 제1234567호증", []),
        ("", []),
    ],
)
def test_cite_is_read_as_it_is_typed(text, found):
    assert read(text) == found


def test_cite_stands_in_the_line_in_which_its_number_begins():
    text = "\n# 제목\n\n- 하나 (갑 제3\n호증), 별지\n2와 같다\n\n갑 제3호증의 1,\n 2"
    assert [(cite.line, cite.is_annex) for cite in read(text)] == [(3, False), (5, True), (7, False), (8, False)]


def test_paragraphs_are_not_read_together():
    assert read("갑\n\n제3호증의\n\n12, 갑 제3호증의\n\n12") == [Cite(5, (3, 3))]


@given(SPACE, SPACE, SPACE, SPACE, NUMBERS, NUMBERS)
def test_spaces_change_no_cite(a, b, c, d, number, branch):
    assert [(each.numbers, each.branches) for each in read(f"위 갑{a}제{b}{number}{c}호증의{d}{branch} 참조")] == [
        ((number, number), (branch, branch))
    ]


@given(NUMBERS, st.none() | NUMBERS)
def test_mark_as_papers_print_it_is_read_again(number, branch):
    found = Cite(1, (number, number), branch and (branch, branch))
    assert read(exhibit_mark(number, branch)) == [found]
    assert Held({}, frozenset()).lacks(found) == exhibit_mark(number, branch)


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(RANGES))
def test_range_is_read_from_its_lower_to_its_higher_end(number, first, last, word):
    assert read(f"갑 제{number}호증의 {first:,} {word} {last:,}") == branches(number, tuple(sorted((first, last))))
    assert read(f"갑 제{first} {word} {last}호증") == exhibits(tuple(sorted((first, last))))
    assert read(f"별지 {first} {word} {last}") == annexes(tuple(sorted((first, last))))


@given(st.lists(NUMBERS, min_size=1, max_size=8), st.sampled_from([", ", " 및 ", "·", "와 "]))
def test_list_is_read_whole(numbers, word):
    spans = [(number, number) for number in numbers]
    assert read(f"갑 제{word.join(map(str, numbers))}호증") == exhibits(*spans)
    assert read(f"갑 제3호증의 {word.join(map(str, numbers))}에 따르면") == branches(3, *spans)
    assert read(f"별지 {word.join(map(str, numbers))} 기재") == annexes(*spans)


@given(
    st.lists(st.sampled_from(SINGLE), min_size=1, max_size=8), st.sampled_from([", ", " 및 ", "와 ", ",\n", " (", "·"])
)
def test_cites_side_by_side_are_read_as_each_alone(texts, word):
    alone = [(cite.numbers, cite.branches, cite.is_annex) for text in texts for cite in read(text)]
    assert [(cite.numbers, cite.branches, cite.is_annex) for cite in read(word.join(texts))] == alone


@given(WORDS, WORDS, NUMBERS)
def test_any_text_is_read_and_hides_no_cite_of_another_paragraph(before, after, number):
    text = f"{before}\n\n가 갑 제{number}호증.\n\n{after}"
    assert (number, number) in [cite.numbers for cite in read(text) if not cite.is_annex]
    assert all(1 <= cite.line <= text.strip().count("\n") + 1 for cite in read(text))


HELD = Held({3: [(1, 4), (6, 9)], 4: [(1, 1)]}, frozenset({1, 2}))


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("갑 제3호증", ""),
        ("갑 제3 내지 4호증", ""),
        ("갑 제3호증의 6 내지 9", ""),
        ("별지 1 내지 2", ""),
        ("갑 제3호증의 4 내지 6", "갑 제3호증의 5"),
        ("갑 제3호증의 8 내지 20", "갑 제3호증의 10"),
        ("갑 제3 내지 6호증", "갑 제5호증"),
        ("갑 제1호증", "갑 제1호증"),
        ("갑 제0호증", "갑 제0호증"),
        ("갑 제7호증의 2", "갑 제7호증의 2"),
        ("갑 제1 내지 999999호증", "갑 제1호증"),
        ("별지 1 내지 3", "별지 3"),
    ],
)
def test_first_that_is_not_there_is_named(text, lacks):
    [cite] = read(text)
    assert HELD.lacks(cite) == lacks


def test_what_is_handed_in_beside_is_there():
    held = Held(HELD.marks, HELD.annexes, tuple(read("갑 제7호증, 갑 제3호증의 5, 갑 제8호증의 1 내지 2, 별지 3")))
    cited = read("갑 제3호증의 4 내지 6, 제7호증, 제8호증의 2, 제8호증의 3, 제9호증, 별지 1 내지 4")
    assert [held.lacks(cite) for cite in cited] == ["", "", "", "갑 제8호증의 3", "갑 제9호증", "별지 4"]


@given(st.dictionaries(st.integers(1, 9), st.integers(1, 9), max_size=5), st.integers(1, 9), st.integers(1, 9))
def test_nothing_is_missing_exactly_where_every_branch_is_there(lasts, number, branch):
    held = Held({each: [(1, last)] for each, last in lasts.items()}, frozenset())
    [cite] = read(exhibit_mark(number, branch))
    assert (held.lacks(cite) == "") == (branch <= lasts.get(number, 0))


def test_annex_bears_its_number_in_its_title():
    named = {kind.title_ko: kind.annex for kind in every_kind().values() if kind.annex or "별지" in kind.title_ko}
    assert all(title.startswith(f"별지 {number} ") for title, number in named.items())
    assert sorted(named.values()) == [1, 2]
