"""The small parts of pages. Loaded in every template (settings.TEMPLATES builtins). All are shown at /styleguide/."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import template
from django.template.defaultfilters import filesizeformat
from django.template.defaulttags import CsrfTokenNode
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from litigation.web.icons import ICONS

register = template.Library()
SEOUL = ZoneInfo("Asia/Seoul")
TONES = ("", "todo", "wait", "ok", "bad", "seal")


class _FormMark(CsrfTokenNode):
    """Django's token and, on the desk, the case the form was shown in: the gate lets it act in no other."""

    def render(self, context):
        case = getattr(context.get("request"), "case", None)
        mark = format_html('<input type="hidden" name="_case" value="{}">', case.pk) if case else ""
        return super().render(context) + mark


@register.tag
def csrf_token(parser, token):
    """Stands in every form that is posted, in place of Django's own."""
    return _FormMark()


@register.simple_tag
def reference(text):
    """The reference of a claim as a dashed pill: always left to right, never broken."""
    return format_html('<span class="ref">{}</span>', text)


@register.simple_tag
def tag(text, tone=""):
    """A word of state. Tones: "" (plain), todo, wait, ok, bad, seal (signed or locked)."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"tag has no tone {tone!r}; there are {', '.join(TONES[1:])}.")
    return format_html('<span class="tag {}">{}</span>', "seal-ink" if tone == "seal" else tone, text)


@register.simple_tag
def seal(first, second=""):
    """The red stamp, two short Korean words: only where something is signed or locked."""
    return format_html('<span class="seal" lang="ko"><span>{}<br>{}</span></span>', first, second)


@register.simple_tag
def icon(name, size=""):
    """A line drawing beside words that say the same; size "big" for a picture card."""
    return mark_safe(  # noqa: S308  our own drawings, no outside text
        f'<svg class="icon {"big" if size == "big" else ""}" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>'
    )


@register.inclusion_tag("parts/thread.html")
def thread(items):
    """Stations on one thread: dicts with title, and where wanted text, when, state (done, now, bad, sealed), url, tag, tone."""
    return {"items": items}


@register.inclusion_tag("parts/progress.html")
def progress(job, url="", unit=""):
    """How far a job is (anything with done, total). With url, poll.mjs keeps it fresh from that JSON."""
    done, total = job.done or 0, job.total or 0
    return {
        "job": job,
        "done": done,
        "total": total,
        "url": url,
        "unit": unit,
        "finished": total and done >= total,
    }


@register.inclusion_tag("parts/empty.html")
def empty(sentence, url="", label=""):
    """What stands where a list has no rows: a sentence that says why, and one thing to do."""
    return {"sentence": sentence, "url": url, "label": label}


@register.simple_tag(takes_context=True)
def seoul_time(context, moment):
    """A moment by the court's clock, and by the person's own where their account names a zone."""
    if not moment:
        return ""
    there = timezone.localtime(moment, SEOUL)
    written = _("%(time)s Seoul") % {"time": formats.date_format(there, "DATETIME_FORMAT")}
    zone = zone_of(getattr(context.get("request"), "user", None))
    here = timezone.localtime(moment, zone) if zone else None
    if here and here.utcoffset() != there.utcoffset():
        same_day = here.date() == there.date()
        own = formats.date_format(here, "TIME_FORMAT" if same_day else "DATETIME_FORMAT")
        written = _("%(seoul)s (%(own)s your time)") % {"seoul": written, "own": own}
    return format_html('<time datetime="{}">{}</time>', there.isoformat(timespec="minutes"), written)


def zone_of(user):
    name = getattr(user, "timezone", "")
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


@register.simple_tag
def plain_date(day, precision="day"):
    """A date as exactly as it is known: 11 May 2018, May 2018, 2018."""
    if not day:
        return ""
    if isinstance(day, datetime):
        day = timezone.localtime(day)
    written = {"day": "DATE_FORMAT", "month": "YEAR_MONTH_FORMAT", "year": "Y"}[precision or "day"]
    return format_html(
        '<time datetime="{}">{}</time>',
        day.strftime({"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[precision or "day"]),
        formats.date_format(day, written),
    )


@register.filter
def grouped(number):
    """1234567 → 1,234,567 in the way of the language."""
    return formats.number_format(number, force_grouping=True) if number is not None else ""


@register.simple_tag
def won(amount):
    """Korean won, never with decimals."""
    return "" if amount is None else _("%(amount)s won") % {"amount": grouped(int(amount))}


@register.simple_tag(name="bytes")
def byte_size(size):
    """4299161 → 4.1 MB."""
    return filesizeformat(size or 0)


@register.simple_tag
def isolate(text, lang=""):
    """Words of another script amid a sentence: kept in their own direction, read by their own voice."""
    return format_html('<bdi lang="{}">{}</bdi>', lang, text) if lang else format_html("<bdi>{}</bdi>", text)


@register.filter
def target(field):
    """The id an error message links to: the field, or its first box where it has several."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.inclusion_tag("parts/error_summary.html")
def error_summary(form):
    """The error summary for a form that is not called `form`."""
    return {"form": form}
