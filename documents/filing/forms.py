"""What the team enters when a round was filed, with a box for the reason each open check asks for."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _

from documents.filing.queries import Found
from documents.filing.rules import MOST
from documents.proceedings.forms import FileForm
from litigation.web.forms import LinesField

REASON = "reason_"


class FilingForm(FileForm):
    """asking: the checks that ask for a reason."""

    def __init__(self, *args, asking: Iterable[Found], **kwargs):
        super().__init__(*args, **kwargs)
        for each in asking:
            self.fields[REASON + each.code] = LinesField(
                label=each.words,
                help_text=f"{each.cure} {_('It is kept with your name.')}",
                max_length=MOST,
                error_messages={"required": _("Write why it is filed all the same, or put it right first.")},
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def said(self) -> dict[str, object]:
        """What filing.actions.file takes."""
        data = self.cleaned_data
        reasons = {name.removeprefix(REASON): text for name, text in data.items() if name.startswith(REASON)}
        return {**{name: data[name] for name in FileForm.base_fields}, "reasons": reasons}
