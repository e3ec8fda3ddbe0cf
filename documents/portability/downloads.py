"""How a copy leaves: recorded, and gone on with where a download broke off."""

from documents.portability import actions
from litigation.vault.files import open_file
from litigation.vault.pages import asked_range, send_resumable


def send_copy(request, copy):
    """The answer to a request for the ZIP; each is recorded, the rest of one too."""
    stream = open_file(copy.stored_name)
    start, _end = asked_range(request, stream.raw.size, copy.sha256) or (0, stream.raw.size)
    actions.look_at(copy=copy, request=request, start=start)
    name = f"data-{copy.claim.reference}.zip"
    return send_resumable(request, stream, filename=name, content_type="application/zip", tag=copy.sha256)
