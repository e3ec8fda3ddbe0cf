"""How long an undo lasts, and how a file stands in words. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

UNDO_DAYS = 7  # how long a removed file can be put back before it is deleted


# What the dry run found that keeps a file from being an exhibit, and what people should only look at.
FLAWS = {
    "differs": gettext_lazy(
        "A page of this file does not come out as it looks. Print the file to PDF, or add a photo of it."
    ),
    "blank": gettext_lazy("A page of this file comes out empty. Print the file to PDF, or add a photo of it."),
    "form": gettext_lazy("What is typed into this form cannot be seen. Print the form to PDF, or add a photo of it."),
}
WARNINGS = {
    "font": gettext_lazy(
        "A font is missing in this file, so we drew its pages with ours. Look whether they read as they should."
    ),
    "drawn": gettext_lazy("Pages of this file were turned into pictures, so that everybody sees the same."),
    "frames": gettext_lazy("This file holds several pictures. Only the first one is used."),
}
TOLD = ("font", "frames")  # the warnings a claimant can do something about


@dataclass(frozen=True)
class FileState:
    """sentence: for the claimant. tone: of the tag. note: what goes on meanwhile. bad: something to do for them."""

    sentence: str
    tone: str = ""
    note: str = ""
    bad: bool = False


def unsafe(name):
    return _("“%(name)s” may be unsafe, so we did not keep it. Add a photo of the document instead.") % {"name": name}


def state_of(evidence):
    """Where a file stands, from what scan and page images have come to. Nothing here ever calls an unchecked file safe."""
    if evidence.scan == "infected":
        return FileState(unsafe(evidence.display_name), bad=True)
    if evidence.pictures == "failed":
        return FileState(evidence.pictures_error, bad=True)
    if evidence.scan in ("waiting", "unavailable", "unexpected"):
        return FileState(_("Received"), "wait", note=_("We are checking it. You can go on."))
    if evidence.pictures == "waiting":
        return FileState(_("Received"), "wait", note=_("We are making its pages. You can go on."))
    return FileState(
        _("Received"), "ok", note=" ".join(str(WARNINGS[code]) for code in evidence.warnings if code in TOLD)
    )
