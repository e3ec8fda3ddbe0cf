"""A date typed in three boxes: day, month as number or word in the reader's language, year. It may be known only in part."""

from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_ALT
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from litigation.text.cleaning import searched, to_ascii_digits
from litigation.text.eras import OLDEST, meanings

PARTS = ("day", "month", "year")
YEAR_FIRST = ("ja", "ko", "mn", "zh")  # languages that write 2018-05-11 in this order, and say it so
CALENDARS = {
    "buddhist": _("Buddhist calendar"),
    "dangi": _("Dangi calendar of Korea"),
    "ethiopian": _("Ethiopian calendar"),
    "islamic": _("Islamic calendar"),
    "japan": _("Japanese calendar"),
    "minguo": _("calendar of Taiwan"),
    "nepali": _("Nepali calendar"),
    "persian": _("Iranian calendar"),
}
LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}


class DateParts(forms.Widget):
    """Three text boxes, in the order of the language. birthday: let the browser fill in the person's own birth date."""

    template_name = "forms/dates.html"
    use_fieldset = True

    def __init__(self, attrs=None, *, birthday=False):
        super().__init__(attrs)
        self.birthday = birthday

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        typed = self.typed(value)
        context["widget"]["parts"] = [
            {
                "part": part,
                "name": f"{name}_{part}",
                "id": f"{context['widget']['attrs'].get('id', f'id_{name}')}_{part}",
                "label": LABELS[part],
                "value": typed[part],
                "autocomplete": f"bday-{part}" if self.birthday else "off",
                "invalid": context["widget"]["attrs"].get("aria-invalid"),
            }
            for part in self.order()
        ]
        return context

    @staticmethod
    def order():
        return PARTS[::-1] if (get_language() or "").startswith(YEAR_FIRST) else PARTS

    @staticmethod
    def typed(value):
        """What stands in the boxes for: nothing, a date, (date, precision), or what was typed before."""
        if isinstance(value, dict):
            return {part: value.get(part, "") for part in PARTS}
        day, precision = value if isinstance(value, tuple) else (value, "day")
        if not day:
            return dict.fromkeys(PARTS, "")
        known = {"year": PARTS[2:], "month": PARTS[1:], "day": PARTS}[precision or "day"]
        return {part: str(getattr(day, part)) if part in known else "" for part in PARTS}

    def value_from_datadict(self, data, files, name):
        return {part: (data.get(f"{name}_{part}") or "").strip() for part in PARTS}

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}_{part}" in data for part in PARTS)

    def id_for_label(self, id_):
        return f"{id_}_{self.order()[0]}" if id_ else id_


class PlainDateField(forms.Field):
    """Gives a date, or with partial=True (date, precision) where precision is day, month or year, or None if left empty.

    named: the noun of its errors ("Date of birth"), where the label is a question. past: may not lie after today.
    A year of another calendar is asked back with what it would be, never changed unasked. None lies before 1900.
    """

    widget = DateParts
    default_error_messages: ClassVar = {
        "required": _("%(named)s is empty. Write it like 27 3 1987"),
        "day": _("%(named)s must include a day"),
        "month": _("%(named)s must include a month"),
        "year": _("%(named)s must include a year"),
        "unreal": _("%(named)s must be a real date, like 27 3 1987"),
        "short_year": _("%(named)s must have a year of 4 figures, like 1987"),
        "past": _("%(named)s must be in the past"),
        "old": _("%(named)s must be 1900 or later. Look at the year again"),
        "calendar": _("You wrote %(year)s. Do you mean %(gregorian)s?"),
    }

    def __init__(self, *, partial=False, past=False, named=None, **kwargs):
        super().__init__(**kwargs)
        self.partial, self.past, self.named = partial, past, named

    def to_python(self, value):
        if value in self.empty_values or (isinstance(value, dict) and not any(value.values())):
            return None
        if isinstance(value, dict):
            value = self.read(value)
        found, precision = value if isinstance(value, tuple) else (value, "day")
        if self.past and found > timezone.localdate():
            self.refuse("past")
        return (found, precision) if self.partial else found

    def read(self, typed):
        """(date, precision) from the three boxes; unknown parts count as the first."""
        for part in ("year",) if self.partial else PARTS:
            if not typed[part]:
                self.refuse(part)
        if typed["day"] and not typed["month"]:
            self.refuse("month")
        year = self.year_of(typed["year"])
        month = month_of(typed["month"]) if typed["month"] else 1
        day = number_of(typed["day"]) if typed["day"] else 1
        try:
            found = date(year, month or 0, day or 0)
        except ValueError:
            self.refuse("unreal")
        return found, "day" if typed["day"] else "month" if typed["month"] else "year"

    def year_of(self, text):
        text = _figures(text)
        year = number_of(text)
        meant = meanings(text, latest=timezone.localdate().year if self.past else None)
        if meant:
            self.refuse("calendar", year=text, gregorian=_asked_back(meant))
        if year is None:
            self.refuse("unreal")
        if year < 1000:
            self.refuse("short_year")
        if year < OLDEST:
            self.refuse("old")
        return year

    def validate(self, value):
        if value is None and self.required:
            self.refuse("required")

    def refuse(self, code, **params):
        params["named"] = self.named or self.label or _("The date")
        raise ValidationError(self.error_messages[code], code=code, params=params)

    def has_changed(self, initial, data):
        return DateParts.typed(initial) != DateParts.typed(data)


def number_of(text):
    """A whole number in any script's digits, with 일, 日, 年 and the like behind it; None where it is none."""
    digits = _figures(text).rstrip(".년월일年月日").strip()
    return int(digits) if digits.isdecimal() and len(digits) <= 4 else None


def _figures(text):
    return to_ascii_digits(searched(text))


def _asked_back(meant):
    """2024, or 2023–2024 (Islamic calendar), or 1981 (…) or 2023 (…)."""
    if len(meant) == 1 and meant[0].calendar == "buddhist":
        return str(meant[0].first)
    years = [
        str(each.first)
        if each.first == each.last
        else _("%(one)s or %(other)s") % {"one": each.first, "other": each.last}
        for each in meant
    ]
    named = [f"{span} ({CALENDARS[each.calendar]})" for span, each in zip(years, meant, strict=True)]
    return str(_("%(one)s, or %(other)s") % {"one": named[0], "other": named[1]}) if len(named) > 1 else named[0]


def month_of(text):
    """1 to 12 from a number or from (the first letters of) a month's name in the active language or English; else None."""
    number = number_of(text)
    if number is not None:
        return number
    word = _plain(text)
    for language in dict.fromkeys([get_language() or "en", "en"]):
        with override(language):
            fitting = {n for names in (MONTHS, MONTHS_3, MONTHS_ALT) for n, name in names.items() if _fits(word, name)}
        if len(fitting) == 1:
            return fitting.pop()
    return None


def _fits(word, name):
    name = _plain(str(name))
    return word == name or (len(word) >= 3 and name.startswith(word))


def _plain(word):
    return searched(word).casefold().strip(" .")
