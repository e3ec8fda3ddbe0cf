"""How papers, packages and court books leave: recorded, and what is large gone on with after a break."""

from documents.packages import actions, actions_book, queries
from litigation.ledger.actions import look
from litigation.vault.files import open_file
from litigation.vault.pages import asked_range, send, send_resumable

TYPES = {"pdf": "application/pdf", "csv": "text/csv", "json": "application/json", "p7s": "application/pkcs7-signature"}
TYPES["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send_paper(request, row, *, inline=False):
    """One paper; each look is recorded."""
    claim = row.entry.claim_id if row.entry else None
    look("paper.viewed", request=request, subject=row, case=request.case, claim=claim)
    return send_file(row, inline=inline)


def send_file(row, *, inline=False):
    """A file that a row remembers by path and stored name. Whoever calls this has recorded it."""
    name = row.path.rpartition("/")[2]
    kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return send(row.stored_name, filename=name, content_type=kind, inline=inline, size=row.size)


def send_zip(request, package):
    """The answer to a request for the ZIP; each is recorded, the rest of one too. Refuses what is not put together."""
    actions.refuse_unless_put_together(package)
    stream, tag = queries.zip_of(package), queries.zip_tag(package)
    start, _end = asked_range(request, stream.raw.size, tag) or (0, stream.raw.size)
    actions.look_at_package(package=package, start=start, request=request)
    name = queries.zip_name(package)
    return send_resumable(request, stream, filename=name, content_type="application/zip", tag=tag)


def send_volume(request, volume):
    """The answer to a request for a volume of the court book; each is recorded, the rest of one too."""
    stream = open_file(volume.stored_name)
    start, _end = asked_range(request, stream.raw.size, volume.sha256) or (0, stream.raw.size)
    actions_book.look_at_volume(volume=volume, start=start, request=request)
    name = queries.book_name(volume)
    return send_resumable(request, stream, filename=name, content_type="application/pdf", tag=volume.sha256)
