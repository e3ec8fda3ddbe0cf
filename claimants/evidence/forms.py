"""Adding files and saying what they are."""

from django import forms
from django.utils.translation import gettext_lazy as _

from claimants.evidence import kinds
from litigation.web.forms import FileDrop, FilesField, PlainForm, RadioCards


class AddForm(PlainForm, forms.Form):
    """Which kind, then one or several files. What a file may be, the action decides by its content."""

    mark_optional = False
    kind = forms.ChoiceField(label=_("What do you want to add?"), widget=RadioCards)
    file = FilesField(
        allow_empty_file=True,  # the action refuses an empty file by its name, and takes the others
        label=_("Your files"),
        help_text=_("Take a photo, or choose one or several files. Each may have up to 25 MB."),
        error_messages={"required": _("Choose a file first, then press “Add file”")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds.choices()
        self.fields["kind"].widget.hints = {kind.name: kind.hint for kind in kinds.every().values()}


class DescribeForm(PlainForm, forms.Form):
    """trips: those of the claim, as (id, words)."""

    mark_optional = False
    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.Select(attrs={"class": "w20"}))
    trip = forms.ChoiceField(label=_("Which trip does it show?"), required=False, widget=RadioCards)

    def __init__(self, *args, trips, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds.choices()
        self.fields["trip"].choices = [*trips, ("", _("None of them, or I am not sure"))]
        if not trips:
            del self.fields["trip"]


class ReplaceForm(PlainForm, forms.Form):
    file = forms.FileField(
        allow_empty_file=True,
        label=_("A better copy"),
        help_text=_("It takes the place of this file. You can undo that for 7 days."),
        widget=FileDrop(multiple=False),
        error_messages={"required": _("Choose the better copy first")},
    )
