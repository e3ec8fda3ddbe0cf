"""How many files, how long an undo lasts, and how a file stands in words. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_FILES = 60  # of one claim; far more than anybody has, and an end for a script
UNDO_DAYS = 7  # how long a removed file can be put back before it is deleted


@dataclass(frozen=True)
class Standing:
    """sentence: for the claimant. tone: of the tag. note: what goes on meanwhile. bad: something to do for them."""

    sentence: str
    tone: str = ""
    note: str = ""
    bad: bool = False


def unsafe(name):
    return _("“%(name)s” may be unsafe, so we did not keep it. Add a photo of the document instead.") % {"name": name}


def standing(evidence):
    """Where a file stands, from what scan and page images have come to. Nothing here ever calls an unchecked file safe."""
    if evidence.scan == "infected":
        return Standing(unsafe(evidence.display_name), bad=True)
    if evidence.pictures == "failed":
        return Standing(evidence.pictures_error, bad=True)
    if evidence.scan in ("waiting", "unavailable", "unexpected"):
        return Standing(_("Received"), "wait", note=_("We are checking it. You can go on."))
    if evidence.pictures == "waiting":
        return Standing(_("Received"), "wait", note=_("We are making its pages. You can go on."))
    return Standing(_("Received"), "ok")
