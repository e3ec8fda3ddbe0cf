"""The signature: a name typed or a mark drawn, under the content that was shown."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claimants.mandates.models import Mandate
from claimants.mandates.rules import EMPTY
from litigation.web.forms import FiguresField, PlainForm, RadioCards, SentBackField, TextField


class SignForm(PlainForm, forms.Form):
    """Typed comes first: it is equal, and it works for everybody. name: as the signer gave it.

    The page writes the drawing into `strokes`; text_id and agreed say what was shown.
    """

    mark_optional = False
    method = forms.ChoiceField(
        label=_("How do you want to sign?"),
        choices=[(Mandate.Method.TYPED, _("Type my name")), (Mandate.Method.DRAWN, _("Sign by hand"))],
        initial=Mandate.Method.TYPED,
        widget=RadioCards,
    )
    typed_name = TextField(
        label=_("Your name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    strokes = SentBackField(required=False, max_length=1_000_000, widget=forms.HiddenInput)
    text_id = SentBackField(widget=forms.HiddenInput)
    agreed = SentBackField(widget=forms.HiddenInput)

    def __init__(self, *args, name, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["typed_name"].help_text = _("As you gave it: %(name)s") % {"name": name}

    def clean_strokes(self):
        if self.data.get("method") != Mandate.Method.DRAWN:
            return None
        try:
            return json.loads(self.cleaned_data["strokes"] or "null") or self._nothing()
        except (ValueError, RecursionError) as error:
            raise ValidationError(
                _("This drawing did not arrive whole. Sign again, or type your name instead.")
            ) from error

    def _nothing(self):
        raise ValidationError(EMPTY)


class RevokeForm(PlainForm, forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, I take my power of attorney back"),
        error_messages={"required": _("Tick “Yes, I take my power of attorney back”, or go back and keep it")},
    )


class VerifyForm(PlainForm, forms.Form):
    code = FiguresField(
        label=_("The code on the last page"),
        help_text=_("For example 9F2C-41AA-07D3-5B6E."),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "w20", "autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
        error_messages={"required": _("Enter the code that is printed on the last page")},
    )
