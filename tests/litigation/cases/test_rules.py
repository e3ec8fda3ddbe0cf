import pytest

from litigation.cases.rules import Authored, Block, blocks, filled, in_language, language_order, read, unknown


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


def test_values_are_put_in_line_by_line_and_once():
    text = filled("# {{이름}}\n\n{{ 이름 }}, {{금액}}원\n\n- {{이름}}", {"이름": "{{금액}}\n\n## <b>", "금액": "1,000"})
    assert text == Authored(
        "{{금액}} ## <b>",
        (),
        (Block("paragraph", ("{{금액}} ## <b>, 1,000원",)), Block("list", ("{{금액}} ## <b>",))),
    )


def test_placeholder_without_a_value_is_refused_with_its_line():
    with pytest.raises(ValueError, match=r"Line 3: “\{\{장관\}\}”"):
        filled("# 제목\n\n{{장관}}입니다.", {"금액": 1})


PAYLOADS = [
    "{{ 이름.__class__ }}",
    "{{이름|upper}}",
    "{{ 이름.__init__.__globals__ }}",
    "{이름}",
    "{0}",
    "{c.__init__.__globals__[settings].SECRET_KEY}",
    "{% load static %}",
    "{% include 'secret.html' %}",
    "{# comment #}",
    "{{{{이름}}}}",
    "{{ 7*7 }}",
    "{{''.__class__.__mro__}}",
    "{{ config }}",
    "{{",
    "}}",
    "{%- for x in y -%}",
    "{{이름}",
    "{{ }}",
    "{{request.user.password}}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_template_code_in_a_text_is_refused_by_line(payload):
    assert unknown(f"# 제목\n\n하나\n\n둘 {payload}", {"이름"})[0][0] == 5
    with pytest.raises(ValueError, match="Line 5"):
        filled(f"# 제목\n\n하나\n\n둘 {payload}", {"이름": "값"})


def test_word_in_single_braces_is_named_once_and_whole():
    assert unknown("# 제목\n\n{아무개} 와 {{이름}} 과 }", {"이름"}) == [(3, "{아무개}"), (3, "}")]


@pytest.mark.parametrize("payload", [*PAYLOADS, "%(이름)s", "$이름", "${이름}", "<% 이름 %>", "\\1", r"\g<0>"])
def test_template_code_in_a_value_stays_what_it_is(payload):
    assert filled("# 제목\n\n{{이름}}", {"이름": payload}).full[0].text == " ".join(payload.split())


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
