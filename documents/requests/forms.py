"""The day the court got a paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from litigation.web.forms import PlainDateField, PlainForm


class HandedInForm(PlainForm, forms.Form):
    on = PlainDateField(label=_("Handed in on"), help_text=_("The day in Seoul on the court's receipt."), past=True)
