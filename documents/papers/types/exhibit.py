"""갑호증: each piece of evidence of a plaintiff as its own file, with its mark (Civil Procedure Rules 105, 107②)."""

from django.utils.translation import gettext_lazy as _

from documents.exhibits.making import marked
from documents.exhibits.names import exhibit_mark, file_name
from documents.exhibits.queries import counts_by_plaintiff
from documents.papers.registry import ENTRY, EXHIBITS, Made, filing
from documents.rounds.roster import Entry, Roster


@filing(
    "갑호증",
    _("Exhibits"),
    place=60,
    per=ENTRY,
    concerns=lambda entry: bool(entry.exhibits),
    files_by_plaintiff=counts_by_plaintiff,
)
def make(round: Roster, entry: Entry):
    for each in entry.exhibits:
        pieces, pages = marked(each)
        mark = exhibit_mark(each.number, each.sub)
        key = f"exhibit:{each.number}-{each.sub}"
        yield Made(key, f"{EXHIBITS}/{file_name(mark, each.title)}", pieces, pages)
