"""How a package and its court book leave: recorded, and gone on with after a break."""

from documents.packages import actions, book_actions, queries
from litigation.vault.files import open_file
from litigation.vault.pages import asked_range, send_resumable


def send_zip(request, package):
    """The answer to a request for the ZIP; each is recorded, the rest of one too. Refuses what is not put together."""
    actions.refuse_unless_put_together(package)
    stream, tag = queries.zip_of(package), queries.zip_tag(package)
    start, _end = asked_range(request, stream.raw.size, tag) or (0, stream.raw.size)
    actions.look(package=package, actor=request.user, start=start, request=request)
    name = queries.zip_name(package)
    return send_resumable(request, stream, filename=name, content_type="application/zip", tag=tag)


def send_volume(request, volume):
    """The answer to a request for a volume of the court book; each is recorded, the rest of one too."""
    stream = open_file(volume.stored_name)
    start, _end = asked_range(request, stream.raw.size, volume.sha256) or (0, stream.raw.size)
    book_actions.look_at_volume(volume=volume, actor=request.user, start=start, request=request)
    name = queries.book_name(volume)
    return send_resumable(request, stream, filename=name, content_type="application/pdf", tag=volume.sha256)
