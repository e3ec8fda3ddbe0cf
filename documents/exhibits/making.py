"""From what the sandbox made of a file when it came to the marked exhibit. Nothing a stranger sent is decoded here."""

import hashlib

from django.utils.translation import gettext as _

from claimants.evidence.queries import body_of
from documents.exhibits.marking import image_pieces, mark_pdf, page_count
from documents.exhibits.names import exhibit_mark
from documents.rendering.errors import RenderError
from documents.rounds.roster import Exhibit
from litigation.vault.errors import VaultError
from litigation.vault.files import read_bytes


def marked(exhibit: Exhibit) -> tuple[list[bytes | memoryview], int]:
    """(the PDF in pieces, its pages) of an exhibit as its snapshot names it.

    Refuses a file of which nothing was made, and one that is no longer what was frozen: then a person has to look.
    """
    file = exhibit.body or body_of(exhibit.evidence)  # older rosters name only the original
    if file is None:
        raise RenderError(
            "exhibit.not_made", _("This file could not be opened, so it cannot be an exhibit. Ask for another copy.")
        )
    source = _read(file.stored_name)
    if hashlib.sha256(source).hexdigest() != file.sha256:
        raise RenderError(
            "exhibit.changed",
            _("The file in the vault is not the one that was frozen with the round. Restore it from the backup."),
        )
    mark = exhibit_mark(exhibit.number, exhibit.sub)
    if file.body:
        return image_pieces(source, mark, file.body), 1
    pdf = mark_pdf(source, mark)
    return [pdf], page_count(pdf)


def _read(name):
    try:
        return read_bytes(name)
    except VaultError as error:
        raise RenderError(
            "exhibit.missing",
            _(
                "The file this exhibit is made from cannot be read in the vault. Restore it from the backup, then retry."
            ),
        ) from error
