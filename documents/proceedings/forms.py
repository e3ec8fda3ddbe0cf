"""What the team enters about proceedings: the number a round got, what happened, what became of a deadline."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.proceedings.models import Deadline, DocketEntry, Proceeding
from documents.proceedings.rules import Extension, case_number, kinds_of
from documents.proceedings.words import ENTRIES
from litigation.law.periods import MOST_ADDED
from litigation.lawbook.words import length_of
from litigation.web.forms import FiguresField, LinesField, PlainDateField, PlainForm, RadioCards, TextField


class CourtForm(PlainForm, forms.Form):
    """Which court, which division, which number."""

    court = TextField(label=gettext_lazy("Court"), max_length=60, widget=forms.TextInput(attrs={"lang": "ko"}))
    division = TextField(
        label=gettext_lazy("Division"),
        help_text=gettext_lazy("As the court writes it, like 제15민사부."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"lang": "ko", "class": "w20"}),
    )
    number = FiguresField(
        label=gettext_lazy("Case number of the court"),
        help_text=gettext_lazy("Like 2026가합12345."),
        max_length=20,
        widget=forms.TextInput(attrs={"lang": "ko", "class": "w20", "autocomplete": "off"}),
    )

    def clean_number(self):
        try:
            return case_number(self.cleaned_data["number"], today=timezone.localdate())
        except ValueError:
            raise ValidationError(_("This is no number of a court. Write it like 2026가합12345")) from None


class FileForm(CourtForm):
    """A round was filed; also the beginning of every other proceeding."""

    filed_on = PlainDateField(
        label=gettext_lazy("Filed on"), help_text=gettext_lazy("The day in Seoul on the court's receipt."), past=True
    )


class ProceedingForm(FileForm):
    """An appeal of a filed round, or a mediation. rounds: those that are filed."""

    instance = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[each for each in Proceeding.Instance.choices if each[0] != Proceeding.Instance.FIRST],
        widget=RadioCards,
    )
    round = forms.ModelChoiceField(
        label=gettext_lazy("Of which round?"),
        help_text=gettext_lazy("For an appeal. A mediation belongs to no round."),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Of no round"),
    )
    field_order = ("instance", "round")

    def __init__(self, *args, rounds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = rounds
        self.fields["round"].label_from_instance = lambda round: _("Round %(number)s") % {"number": round.number}


class EntryForm(PlainForm, forms.Form):
    """instance: of the proceeding, which says what can happen in it."""

    kind = forms.ChoiceField(label=gettext_lazy("What happened?"), widget=forms.Select(attrs={"class": "w20"}))
    day = PlainDateField(
        label=gettext_lazy("On which day?"),
        named=gettext_lazy("The day"),
        help_text=gettext_lazy("For a paper in the court's portal: the day of the notice. For a hearing: its day."),
    )
    served = forms.ChoiceField(
        label=gettext_lazy("How did it reach us?"),
        choices=DocketEntry.Served.choices,
        required=False,
        widget=RadioCards(
            hints={"notified": gettext_lazy("Counts as served a week after the notice. Correct it once it is opened.")}
        ),
    )
    opened_on = PlainDateField(
        label=gettext_lazy("Opened in the portal on"), named=gettext_lazy("The day it was opened"), required=False
    )
    due_on = PlainDateField(
        label=gettext_lazy("A day the court set itself"),
        help_text=gettext_lazy(
            "For an order like “within 7 days”, the last day. What the law counts is added by itself."
        ),
        required=False,
    )
    title = TextField(
        label=gettext_lazy("What the court set it for"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("For example: correct the list of plaintiffs."),
    )
    note = LinesField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("For the team. Do not write names of claimants here."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.key, ENTRIES[kind.key]) for kind in kinds_of(instance)]

    def clean(self):
        said = super().clean()
        opened = said.get("opened_on")
        if opened and said.get("day") and opened < said["day"]:
            self.add_error("opened_on", _("It cannot be opened before the notice"))
        if said.get("served") == DocketEntry.Served.OPENED and not opened and "opened_on" not in self.errors:
            self.add_error("opened_on", _("Enter the day it was opened"))
        if opened and said.get("served") != DocketEntry.Served.OPENED:
            self.add_error("served", _("Choose that it was opened, or clear the day"))
        if said.get("due_on") and not said.get("title"):
            self.add_error("title", _("Write what the court set this day for"))
        return said

    @staticmethod
    def initial_of(entry):
        kept = {name: getattr(entry, name) for name in ("kind", "day", "served", "opened_on", "note")}
        own = entry.deadlines.filter(key="court_set").exclude(state=Deadline.State.RECOUNTED).first()
        return {**kept, "due_on": own and own.due_on, "title": own.title if own else ""}


class StrikeForm(PlainForm, forms.Form):
    note = LinesField(
        label=gettext_lazy("Why did it never happen?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write why this entry is struck out")},
    )


class DaysField(FiguresField):
    """Days, one a line, like 2026-12-03. Gives a tuple of dates, each once, in order."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=forms.Textarea({"rows": 2, "class": "w20", "dir": "ltr"}), max_length=2000, lines=True, **kwargs
        )

    def prepare_value(self, value):
        return "\n".join(day.isoformat() for day in value) if isinstance(value, list | tuple) else value

    def clean(self, value):
        days = set()
        for line in filter(None, map(str.strip, super().clean(self.prepare_value(value)).splitlines())):
            try:
                days.add(date.fromisoformat(line))
            except ValueError:
                raise ValidationError(_("“%(line)s” is no day. Write it like 2026-12-03.") % {"line": line}) from None
        return tuple(sorted(days))


class ExtendForm(PlainForm, forms.Form):
    """law: what the law says of the deadline, which decides what can be added to it."""

    extended = forms.BooleanField(required=False)
    added_days = forms.IntegerField(
        label=gettext_lazy("Days the court added for distance"),
        help_text=gettext_lazy("For a period that no court can lengthen itself (Civil Procedure Act 172(2))."),
        min_value=0,
        max_value=MOST_ADDED,
        required=False,
    )
    outages = DaysField(
        label=gettext_lazy("Days on which the court's portal was down"),
        help_text=gettext_lazy("As the court announced them, one a line, like 2026-12-03. They are not counted."),
        required=False,
    )
    why = TextField(
        label=gettext_lazy("Why?"),
        max_length=300,
        help_text=gettext_lazy("Like “order of 3 December 2026”. Name nobody here."),
    )

    def __init__(self, *args, law, **kwargs):
        super().__init__(*args, **kwargs)
        if law.extension:
            label = _("The court allowed the extension that the law knows once: %(length)s")
            self.fields["extended"].label = label % {"length": length_of(law.extension.value)}
        else:
            del self.fields["extended"]
        if not law.fixed:
            del self.fields["added_days"]

    def extension(self) -> Extension:
        """What was said, as the rules take it."""
        said = self.cleaned_data
        return Extension(said.get("extended", False), said.get("added_days") or 0, said["outages"])


class SettleForm(PlainForm, forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("What became of it?"),
        choices=[
            (Deadline.State.DONE, gettext_lazy("It is done")),
            (Deadline.State.DROPPED, gettext_lazy("It is not needed")),
        ],
        widget=RadioCards,
    )
    note = TextField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("What was filed; or, where it is not needed, why."),
        max_length=300,
        required=False,
    )

    def clean(self):
        said = super().clean()
        if said.get("state") == Deadline.State.DROPPED and not said.get("note"):
            self.add_error("note", _("Write why this deadline is not needed"))
        return said
