"""The authored texts of papers: which there are for a type, in the versions that count today."""

from django.utils.translation import gettext as _

from documents.filings.plan import FilingKind
from litigation.cases.queries import newest
from litigation.errors import DomainError


def texts_of(case, kind: FilingKind) -> dict[str, dict]:
    """The newest text of a kind in each language, as a filing keeps it. Refuses a kind without its Korean text."""
    rows = newest(case, kind.text)
    if "ko" not in rows:
        sentence = _(
            "The case has no text for this paper yet. Counsel writes it under “Texts of papers”, then try again."
        )
        raise DomainError("paper.text_missing", sentence)
    return {code: {"version": row.version, "sha256": row.sha256, "body": row.body} for code, row in rows.items()}
