"""One box for each purpose; nobody agrees to a bundle."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from litigation.web.forms import PlainForm, SentBackField

LABELS = {"cost_risk": _("I have read what losing could cost, and who pays")}
UNTICKED = _("Tick “%(label)s” to go on, or leave it and come back")


class ConsentForm(PlainForm, forms.Form):
    """asked: cases.queries.consents(). The versions that were shown travel along, so that nobody agrees to words that
    changed meanwhile."""

    mark_optional = False
    versions = SentBackField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked
        for each in asked:
            label = LABELS.get(each["purpose"]) or _("I agree: %(title)s") % {"title": each["text"].authored.title}
            self.fields[each["purpose"]] = forms.BooleanField(label=label, required=False)

    def clean(self):
        if self.cleaned_data.get("versions") != versions_of(self.asked):
            raise ValidationError(_("One of these texts changed while you were reading. Read it again, then go on"))
        for each in self.asked:
            if each["required"] and not self.cleaned_data.get(each["purpose"]):
                label = self.fields[each["purpose"]].label
                self.add_error(each["purpose"], UNTICKED % {"label": label})

    def given(self):
        return {each["purpose"] for each in self.asked if self.cleaned_data[each["purpose"]]}

    def sections(self):
        """[(consent as asked, its box)] for the template."""
        return [(each, self[each["purpose"]]) for each in self.asked]


def versions_of(asked):
    """Which texts are shown, as one string."""
    return " ".join(str(each["text"].pk) for each in asked)


class TakeBackForm(PlainForm, forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, I take this consent back"),
        error_messages={"required": _("Tick “Yes, I take this consent back”, or go back and keep it")},
    )
