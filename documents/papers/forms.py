"""What the forms of papers share: the case number, the day, plaintiffs by their numbers, lists with a line for each thing."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.changes.rules import written
from documents.papers.queries import newest_case_number
from documents.proceedings.queries import proceedings_of
from litigation.cases.rules import blocks
from litigation.fonts.words import letters, refusal
from litigation.web.forms import (
    AuthoredField,
    FiguresField,
    LinesField,
    PlainDateField,
    PlainForm,
    RadioCards,
    TextField,
)

CASE_NUMBER = re.compile(r"^\d{4}[가-힣]{1,3}\d{1,7}$")


class PaperForm(PlainForm, forms.Form):
    """The base of every form of a paper. round: for checking numbers against its roster."""

    dated = PlainDateField(label=gettext_lazy("Date on the paper"))

    def __init__(self, *args, round=None, **kwargs):
        self.round = round
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "dated"] + ["dated"])

    @classmethod
    def beginning(cls, round) -> dict:
        """What stands in the form when it is opened."""
        return {"dated": timezone.localdate()}

    def clean(self):
        """Numbers that the roster does not have, and letters that papers cannot print, are named at their field."""
        for name, value in list(super().clean().items()):
            if letters(text := _typed(value)):
                self.add_error(name, refusal(text))
            if isinstance(self.fields.get(name), NumbersField) and self.round:
                absent = [number for number in value if number > self.round.roster_count]
                if absent:
                    sentence = _("The roster has %(count)s plaintiffs; there is no number %(number)s.")
                    told = {"count": self.round.roster_count, "number": absent[0]}
                    self.add_error(name, sentence % told)
        return self.cleaned_data


class CourtForm(PaperForm):
    """For papers of a case that the court has given a number: that of the round's proceeding. It is typed while there is none.

    needs_number: whether the paper cannot be without.
    """

    needs_number = True

    proceeding = forms.ChoiceField(
        label=gettext_lazy("In which proceeding?"),
        required=False,
        help_text=gettext_lazy("Court, division and case number on the paper are those of this proceeding."),
        widget=RadioCards,
    )
    case_number = FiguresField(
        label=gettext_lazy("Case number"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("As the court gave it, like 2027가합12345."),
    )
    division = TextField(
        label=gettext_lazy("Division"), max_length=40, required=False, help_text=gettext_lazy("Like 제12민사부.")
    )

    def __init__(self, *args, round=None, **kwargs):
        super().__init__(*args, round=round, **kwargs)
        self.known = {str(each.pk): each for each in proceedings_of(round)} if round else {}
        self.fields["proceeding"].choices = [(pk, str(each)) for pk, each in self.known.items()]
        self.fields["proceeding" if self.known else "case_number"].required = self.needs_number
        for name in ("case_number", "division") if self.known else ("proceeding",):
            del self.fields[name]

    def clean_case_number(self):
        typed = self.cleaned_data["case_number"]
        return case_number(typed) if typed else ""

    def clean(self):
        """What stands on the paper of the proceeding is kept with it, so that a later change there changes no paper."""
        values = super().clean()
        if found := self.known.get(values.get("proceeding")):
            own = {"court": found.court, "division": found.division, "case_number": found.number}
            self.cleaned_data |= own | {"instance": found.instance}
            if letters(text := _typed(list(own.values()))):
                self.add_error("proceeding", refusal(text))
        return self.cleaned_data


class MarkedField(AuthoredField):
    """A longer text in the marks of authored texts: ## heading, - item, a blank line between paragraphs."""

    MARKS = gettext_lazy(
        "A blank line begins a new paragraph. “## ” before a line makes a heading, “- ” an item of a list."
    )

    def __init__(self, *, rows=12, most=60_000, **kwargs):
        kwargs.setdefault("help_text", self.MARKS)
        super().__init__(widget=forms.Textarea({"rows": rows, "lang": "ko"}), max_length=most, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        try:
            blocks(text)
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem
        return text


class NumbersField(FiguresField):
    """Plaintiffs by number: “3, 7-12” becomes [3, 7, 8, 9, 10, 11, 12]. Empty becomes []."""

    MOST = 20_000

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 20_000)
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return written(value) if isinstance(value, list) else value

    def clean(self, value):
        text = super().clean(written(value) if isinstance(value, list) else value)
        try:
            return _numbers(text, self.MOST)
        except ValueError:
            raise ValidationError(_("Write numbers with commas, and “3-7” for 3 to 7.")) from None


class RowsField(LinesField):
    """A list with one line for each thing and | between its parts; clean() gives a list of lists, each whole."""

    def __init__(self, *, columns, rows=4, **kwargs):
        self.columns = columns
        super().__init__(widget=forms.Textarea({"rows": rows, "lang": "ko"}), max_length=20_000, **kwargs)

    def prepare_value(self, value):
        return "\n".join(" | ".join(row) for row in value) if isinstance(value, list) else value

    def clean(self, value):
        rows = []
        for number, line in enumerate(super().clean(self.prepare_value(value)).splitlines(), 1):
            parts = [part.strip() for part in line.split("|")]
            if not line.strip():
                continue
            if len(parts) != self.columns or not all(parts):
                sentence = _("Line %(line)s needs %(count)s parts with | between them, none of them empty.")
                raise ValidationError(sentence % {"line": number, "count": self.columns})
            rows.append(parts)
        return rows


FIELD_TYPES = (
    (NumbersField, "numbers"),
    (RowsField, "lines"),
    (PlainDateField, "date"),
    (forms.MultipleChoiceField, "choices"),
    (forms.ChoiceField, "choice"),
    (forms.BooleanField, "yes_or_no"),
    (forms.IntegerField, "number"),
    (forms.CharField, "text"),
)


def described(form) -> list[dict]:
    """Every field of a form, for whoever fills it in without a page: name, type, label, help, whether it may be left out."""
    return [
        {
            "name": name,
            "type": next(word for kind, word in FIELD_TYPES if isinstance(field, kind)),
            "label": str(field.label),
            "help": str(field.help_text),
            "required": field.required,
            "columns": getattr(field, "columns", None),
            "choices": [{"value": value, "label": str(label)} for value, label in getattr(field, "choices", ())],
        }
        for name, field in form.base_fields.items()
    ]


def began(form, round, values) -> dict:
    """What stands in the form when it is opened: these values (as kept, or as the form begins), and where the suit is now:
    its newest proceeding, or the case number that was typed last."""
    dates = {name for name, field in form.base_fields.items() if isinstance(field, PlainDateField)}
    newest = next((str(each.pk) for each in proceedings_of(round)), None)
    given = {"case_number": newest_case_number(round), "proceeding": newest} | values
    typed = {name: date.fromisoformat(v) if name in dates and isinstance(v, str) else v for name, v in given.items()}
    return {name: typed.get(name) for name in form.base_fields}


def jsonable(cleaned) -> dict:
    """The cleaned values as a filing keeps them and makers read them: dates as ISO texts, everything else as it is."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in cleaned.items()}


def case_number(text) -> str:
    """2027가합12345, without spaces. Refuses what is none."""
    tight = re.sub(r"\s", "", text)
    if not CASE_NUMBER.match(tight):
        raise ValidationError(_("A case number has a year, letters and a number, like 2027가합12345."))
    return tight


def _typed(value) -> str:
    """All that was typed into a field, whether it is a text or lines of several."""
    if isinstance(value, list):
        return "\n".join(map(_typed, value))
    return value if isinstance(value, str) else ""


def _numbers(text, most):
    found = set()
    for part in filter(None, (part.strip() for part in text.split(","))):
        first, dash, last = part.partition("-")
        start, end = int(first), int(last) if dash else int(first)
        if not 0 < start <= end or end - start >= most:
            raise ValueError(part)
        found.update(range(start, end + 1))
    return sorted(found)
