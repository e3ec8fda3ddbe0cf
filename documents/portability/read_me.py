"""The page of a copy that its person reads: one file that needs no other, in their language, to be printed as it is."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi

from claimants.claims.models import Claim
from claimants.intake import story
from claimants.intake.progress import progress_of
from claimants.intake.rules import DEFICIENCIES
from documents.bulletins import queries as bulletins
from documents.bulletins.rules import words_for
from documents.letters.papers import told_parts
from documents.portability.contents import members
from litigation.cases.queries import lawyers

TEMPLATE = "claimants/portability/read_me.html"


def page(claim: Claim, left_out: set[str]) -> str:
    """The page in the language that is active. left_out: keys of the files that could not be read."""
    files = members(claim)
    context = {
        "claim": claim,
        "lang": get_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "made_at": timezone.now(),
        "standing": progress_of(claim),
        "parts": told_parts(claim),
        "files": [each.path for each in files if each.key not in left_out],
        "left_out": [each.path for each in files if each.key in left_out],
        "requests": [(each, DEFICIENCIES[each.code][1]) for each in claim.deficiencies.all()],
        "messages": [
            (each.bulletin, *words_for(each.bulletin.texts, get_language())) for each in bulletins.mine(claim)
        ],
        "notes": claim.notes.order_by("created_at"),
        "events": story.story(claim),
        "looks": story.looks(claim, most=None),
        "lawyers": lawyers(claim.case),
    }
    return render_to_string(TEMPLATE, context)
