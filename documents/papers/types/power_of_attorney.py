"""소송위임장 of each plaintiff: set into its layout where it fits (mandate_overlay.py), else laid out in full."""

from django.utils.translation import gettext_lazy as _

from documents.papers import mandate_overlay
from documents.papers.mandate_paper import PowerOfAttorneyPaper, power_of_attorney, render
from documents.papers.names import file_name, numbered
from documents.papers.registry import ENTRY, MANDATES, Made, filing
from documents.rounds.roster import Entry, Roster


@filing("소송위임장", _("Powers of attorney"), place=50, per=ENTRY)
def make(round: Roster, entry: Entry):
    paper: PowerOfAttorneyPaper = power_of_attorney(round, entry)
    made = mandate_overlay.render(paper) or render(paper)
    name = numbered("소송위임장", entry.number, round.last_number, entry.person.hangul_name)
    yield Made(f"poa:{entry.number}", f"{MANDATES}/{file_name(name, 'pdf')}", made.pdf, made.pages)
