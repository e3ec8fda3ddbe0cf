"""Reading what a paper somebody asks for cites, and what of that is not there."""

from django.forms import Field

from documents.exhibits.queries import ranges_by_number
from documents.papers.as_of import AsOf
from documents.papers.cited import Missing, annexes_of, missing, title_of
from documents.papers.cites import Held, read
from documents.papers.dictionary import common
from documents.papers.forms import MarkedField, RowsField
from documents.papers.models import Filing
from documents.papers.registry import Asked, FilingKind, asked_kinds
from documents.rounds.models import Round
from litigation.cases.rules import put


def missing_cites(round: Round, kind: FilingKind, asked: Asked) -> list[Missing]:
    """What its text and the texts typed for it cite, and neither the package of the round has nor what comes with the paper:
    the lines of the form name that. A paper that cites nothing asks nothing of the exhibits."""
    fields: dict[str, Field] = getattr(kind.form, "base_fields", {})
    typed = [name for name, field in fields.items() if isinstance(field, MarkedField)]
    roster = AsOf(round, asked.at)
    texts = [(title_of(asked.body()), put(asked.body(), common(roster)))]
    texts += [(str(fields[name].label), asked.values.get(name) or "") for name in typed]
    if not any(read(text) for _title, text in texts):
        return []
    rows = [asked.values.get(name) or [] for name, field in fields.items() if isinstance(field, RowsField)]
    beside = tuple(cite for each in rows for row in each for part in row for cite in read(part))
    held = Held(ranges_by_number(roster), annexes_of(roster), beside)
    return [each for title, text in texts for each in missing(title, text, held)]


def cites_of(filing: Filing) -> list[Missing]:
    """The same of a paper that was asked for; nothing of a kind that only another version knew."""
    if (kind := asked_kinds().get(filing.type)) is None:
        return []
    asked = Asked(filing.asked["values"], filing.asked["texts"], filing.created_at, filing.number)
    return missing_cites(filing.round, kind, asked)
