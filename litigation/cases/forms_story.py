"""What counsel fills in about the case: an event of the story, a defendant."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from litigation.cases.models import CaseFact
from litigation.lawbook.words import CONFIDENCE
from litigation.web.forms import LinesField, PlainDateField, PlainForm, TextField, UrlField

KO = {"lang": "ko", "autocomplete": "off"}


class FactForm(PlainForm, forms.Form):
    """One event in every language of the site, with its source. correcting: it may also be taken off the page."""

    when = PlainDateField(
        label=gettext_lazy("When was it?"),
        named=gettext_lazy("The date"),
        help_text=gettext_lazy("As exactly as the source says it: a day, a month or a year."),
        partial=True,
    )
    source = TextField(
        label=gettext_lazy("Where was it read?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write where it was read")},
    )
    source_url = UrlField(label=gettext_lazy("Address of the source"), required=False, assume_scheme="https")
    confidence = forms.ChoiceField(
        label=gettext_lazy("How sure is it?"),
        choices=list(CONFIDENCE.items()),
        widget=forms.Select(attrs={"class": "w20"}),
    )
    hidden = forms.BooleanField(
        label=gettext_lazy("Take it off the public page"),
        help_text=gettext_lazy("Its versions stay and can be read here."),
        required=False,
    )

    def __init__(self, *args, correcting=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["confidence"].choices = [("", _("Choose")), *CONFIDENCE.items()]
        for code, name in settings.LANGUAGES:
            self.fields[f"text_{code}"] = LinesField(
                label=_("What happened (%(language)s)") % {"language": name},
                max_length=600,
                widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
                error_messages={"required": _("Write what happened (%(language)s)") % {"language": name}},
            )
        self.order_fields(["when", *(f"text_{code}" for code, _name in settings.LANGUAGES)])
        if not correcting:
            del self.fields["hidden"]

    def values(self):
        said = self.cleaned_data
        names = ("when", "source", "source_url", "confidence")
        text = {code: said[f"text_{code}"] for code, _name in settings.LANGUAGES}
        return {**{name: said[name] for name in names}, "hidden": said.get("hidden", False), "text": text}

    @staticmethod
    def initial_of(fact: CaseFact):
        kept = {name: getattr(fact, name) for name in ("source", "source_url", "confidence", "hidden")}
        texts = {f"text_{code}": fact.text.get(code, "") for code, _name in settings.LANGUAGES}
        return {**kept, **texts, "when": (fact.date, fact.precision)}


class DefendantForm(PlainForm, forms.Form):
    """A row that holds from a day on."""

    effective_from = PlainDateField(
        label=gettext_lazy("Holds from"),
        named=gettext_lazy("The day it holds from"),
        help_text=gettext_lazy("Rounds frozen before keep what they were frozen with."),
    )
    name_ko = TextField(
        label=gettext_lazy("Name on papers, in Korean"), max_length=80, widget=forms.TextInput(attrs=KO)
    )
    name_en = TextField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    representative_ko = TextField(
        label=gettext_lazy("Represented by, in Korean"),
        help_text=gettext_lazy("For the State: 법률상 대표자 법무부장관, with the minister's name."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs=KO),
    )
    service_office_ko = TextField(
        label=gettext_lazy("Served through, in Korean"),
        help_text=gettext_lazy("For the State since 2 October 2026: the head of the 공소청 of the court."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs=KO),
    )
    service_address_ko = TextField(
        label=gettext_lazy("Address for service, in Korean"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=KO),
    )
    citation = LinesField(
        label=gettext_lazy("What it rests on"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
