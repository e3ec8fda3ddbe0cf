"""Template tags: what they print, in which language, for whom."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from litigation.frame.pages_styleguide import SampleForm

MOMENT = datetime(2026, 11, 30, 14, 59, tzinfo=UTC)  # 23:59 in Seoul


def printed(source, **context):
    return Template(source).render(Context(context)).strip()


def seoul(zone):
    request = SimpleNamespace(user=SimpleNamespace(timezone=zone))
    return printed("{% seoul_time moment %}", moment=MOMENT, request=request)


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("", "30 November 2026, 23:59 Seoul"),
        ("Asia/Seoul", "30 November 2026, 23:59 Seoul"),
        ("Asia/Tokyo", "30 November 2026, 23:59 Seoul"),
        ("Europe/Berlin", "30 November 2026, 23:59 Seoul (15:59 your time)"),
        ("Pacific/Auckland", "30 November 2026, 23:59 Seoul (1 December 2026, 03:59 your time)"),
        ("Mars/Olympus", "30 November 2026, 23:59 Seoul"),
    ],
)
def test_seoul_time_adds_the_persons_own_clock(zone, words):
    assert seoul(zone) == f'<time datetime="2026-11-30T23:59+09:00">{words}</time>'


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "11 May 2018", "May 2018"),
        ("ko", "2018. 5. 11.", "2018. 5."),
        ("mn", "2018.5.11", "2018.5"),
        ("ru", "11 мая 2018 г.", "Май 2018 г."),
        ("ja", "2018年5月11日", "2018年5月"),
    ],
)
def test_plain_date_follows_language_and_precision(language, day, month):
    with translation.override(language):
        source = "{% plain_date d %}|{% plain_date d 'month' %}|{% plain_date d 'year' %}"
        assert printed(source, d=date(2018, 5, 11)) == (
            f'<time datetime="2018-05-11">{day}</time>|<time datetime="2018-05">{month}</time>|<time datetime="2018">2018</time>'
        )


def test_small_parts_escape_what_they_are_given():
    source = "{% reference x %}{% tag x 'ok' %}{% isolate x 'vi' %}"
    assert printed(source, x="<b>") == (
        '<span class="ref">&lt;b&gt;</span><span class="tag ok">&lt;b&gt;</span><bdi lang="vi">&lt;b&gt;</bdi>'
    )


def test_tag_refuses_an_unknown_tone():
    with pytest.raises(TemplateSyntaxError, match="no tone 'red'"):
        printed("{% tag 'x' 'red' %}")


def test_numbers_are_grouped():
    assert printed("{% won 1849500 %} {{ 104212|grouped }}") == "1,849,500 won 104,212"


def test_progress_names_numbers_and_is_watched_until_done():
    watched = printed("{% progress job '/x.json' 'documents' %}", job=SimpleNamespace(done=1214, total=2003))
    assert "1,214 of 2,003 documents" in watched and 'data-poll="/x.json"' in watched
    over = printed("{% progress job '/x.json' %}", job=SimpleNamespace(done=2, total=2))
    assert "data-poll" not in over


def test_error_summary_links_to_the_first_box_of_each_field():
    html = printed("{% error_summary form %}", form=SampleForm({}))
    for target in ("#id_family", "#id_birth_day", "#id_way_0", "#id_code"):
        assert f'href="{target}"' in html
