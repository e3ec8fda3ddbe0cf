import pytest

from litigation.cases.rules import Authored, Block, blocks, fill, in_language, language_order, read


def test_text_is_read_into_title_summary_and_blocks():
    body = "# Title\n\nShort.\n\n---\n\n## Part\n\nTwo\nlines.\n\n- one\n- two\n\n! Keep an eye on this."
    assert read(body) == Authored(
        "Title",
        (Block("paragraph", ("Short.",)),),
        (
            Block("heading", ("Part",)),
            Block("paragraph", ("Two lines.",)),
            Block("list", ("one", "two")),
            Block("highlight", ("Keep an eye on this.",)),
        ),
    )


def test_text_without_summary_is_all_full_text():
    assert read("# Title\nWords.") == Authored("Title", (), (Block("paragraph", ("Words.",)),))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Words.",
        "# Title",
        "# T\na\n---\nb\n---\nc",
        "# T\nwords\n- item",
        "# T\n## Part\nwords",
        "# T\nwords\n! look",
    ],
)
def test_text_of_another_form_is_refused(body):
    with pytest.raises(ValueError):
        read(body)


def test_nothing_but_the_marks_means_anything():
    words = "<script>alert(1)</script> **not bold** [no](link)"
    assert blocks(words) == (Block("paragraph", (words,)),)


def test_fill_puts_values_in_and_refuses_what_it_lacks():
    assert fill("{amount}원, {amount}", {"amount": "1,000"}) == "1,000원, 1,000"
    with pytest.raises(ValueError, match="interest_from"):
        fill("{interest_from}부터", {"amount": 1})


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("ko", ("ko", "en")),
        ("en", ("en", "ko")),
        ("zh-hant", ("zh-hant", "zh", "en", "ko")),
        ("vi", ("vi", "en", "ko")),
        (None, ("en", "ko")),
    ],
)
def test_languages_fall_back_to_english_then_korean(language, order):
    assert language_order(language) == order


def test_name_comes_in_the_best_language_there_is():
    assert in_language({"en": "Case", "ko": "사건"}, "ko") == "사건"
    assert in_language({"en": "Case", "ko": "사건"}, "vi") == "Case"
    assert in_language({"ko": "사건"}, "vi") == "사건"
    assert in_language({"fr": "Affaire"}, "vi") == "Affaire"
