"""Templates and style sheets are written so that a change shows as the few lines it is."""

import re

import pytest
from django.conf import settings

WIDEST, LONGEST = 160, 120
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
SHEETS = sorted(sheet for place in ("static", "templates") for sheet in (settings.BASE_DIR / place).rglob("*.css"))
REASON = re.compile(r"\{# reason: .{20,} #\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|url\([^)]*\)")


def said(path):
    return path.relative_to(settings.BASE_DIR).as_posix()


def too_wide(text):
    return [number for number, line in enumerate(text.splitlines(), 1) if len(line) > WIDEST]


def too_long(text):
    """The reason stands in the head, where who opens the file sees it."""
    return len(text.splitlines()) > LONGEST and not REASON.search("\n".join(text.splitlines()[:10]))


def crowded(text):
    """Lines that hold more than one declaration."""
    bare = QUOTED.sub("", COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text))
    return [number for number, line in enumerate(bare.splitlines(), 1) if len(_declarations(line)) > 1]


def _declarations(line):
    """What of a line is neither selector nor the frame of a block."""
    inside = line.rpartition("{")[2] if line.count("{") == 1 else line.replace("{", ";")
    return [part for part in re.split(r"[;}]", inside) if part.strip()]


def test_no_line_of_a_template_is_too_wide():
    assert [(said(path), number) for path in TEMPLATES for number in too_wide(path.read_text())] == []


def test_a_long_template_says_why_it_is_one():
    assert [said(path) for path in TEMPLATES if too_long(path.read_text())] == []


def test_style_sheets_hold_one_declaration_a_line():
    assert [(said(path), number) for path in SHEETS for number in crowded(path.read_text())] == []


def test_there_is_something_to_look_at():
    assert len(TEMPLATES) > 250 and len(SHEETS) > 20


@pytest.mark.parametrize(
    "line",
    [
        "a { color: red; margin: 0 }",
        "color: red; margin: 0;",
        ".a { color: red } .b { margin: 0 }",
        "@media print { .a { color: red } .b { margin: 0 } }",
    ],
)
def test_two_declarations_are_seen(line):
    assert crowded(line) == [1]


@pytest.mark.parametrize(
    "line",
    [
        "a { color: red; }",
        ".a,",
        ".a:hover {",
        "  color: red;  /* not blue; not green */",
        '  content: "a; b";',
        "@media (min-width: 60rem) {",
        "} ",
    ],
)
def test_one_declaration_is_none_too_many(line):
    assert crowded(line) == []


def test_width_and_length_are_seen():
    assert too_wide("x" * 160 + "\n" + "x" * 161) == [2]
    assert too_long("x\n" * 121) and not too_long("x\n" * 120)
    assert not too_long("{# reason: one thing, read from top to bottom #}\n" + "x\n" * 121)
