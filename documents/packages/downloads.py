"""How a package leaves: one ZIP, recorded, that can be gone on with after a break."""

from documents.packages import actions, queries
from litigation.vault.pages import asked_range, send_resumable


def send_zip(request, package):
    """The answer to a request for the ZIP; each is recorded, the rest of one too. Refuses what is not put together."""
    actions.refuse_unless_put_together(package)
    stream, tag = queries.zip_of(package), queries.zip_tag(package)
    start, _end = asked_range(request, stream.raw.size, tag) or (0, stream.raw.size)
    actions.look(package=package, actor=request.user, start=start, request=request)
    name = queries.zip_name(package)
    return send_resumable(request, stream, filename=name, content_type="application/zip", tag=tag)
