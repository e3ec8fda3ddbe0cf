"""The authored texts of papers: which there are, and what their placeholders stand for.

A complaint is made of several texts (complaint.1_parties …), every other paper of one (paper.<type>).
"""

from django.utils.translation import gettext as _

from documents.papers import dictionary
from documents.papers.registry import TEXTS, FilingKind, every_kind
from litigation.cases.queries import newest
from litigation.errors import DomainError

COMPLAINT = "complaint."


def texts_of(case, kind: FilingKind) -> dict[str, dict]:
    """The newest text of a kind in each language, as a filing keeps it. Refuses a kind without its Korean text."""
    rows = newest(case, kind.text)
    if "ko" not in rows:
        raise text_missing()
    return {code: {"version": row.version, "sha256": row.sha256, "body": row.body} for code, row in rows.items()}


def text_missing() -> DomainError:
    sentence = _("The case has no text for this paper yet. Counsel writes it under “Texts of papers”, then try again.")
    return DomainError("paper.text_missing", sentence)


def kind_of(key) -> FilingKind | None:
    """The paper a text belongs to; None where it is no text of a paper."""
    if key.startswith(COMPLAINT):
        return every_kind()["complaint"]
    return every_kind().get(key.removeprefix(TEXTS)) if key.startswith(TEXTS) else None


def placeholders(key) -> dict[str, str]:
    """What may stand in double braces in this text, and what it stands for."""
    return {**dictionary.COMMON, **kind_of(key).words}
