"""What Django answers where no view does: a page for people, problem+json for programs.

The one place that sees every error nobody foresaw, so that a full disk is told as what it is.
"""

import sys

from django.views import defaults

from litigation.web import space
from litigation.web.refusals import for_programs, no_room, said


def bad_request(request, exception):
    return said(400) if for_programs(request) else defaults.bad_request(request, exception)


def forbidden(request, exception):
    return said(403) if for_programs(request) else defaults.permission_denied(request, exception)


def missing(request, exception):
    return said(404) if for_programs(request) else defaults.page_not_found(request, exception)


def unforeseen(request):
    """Called while the error is still at hand."""
    full = space.is_full(sys.exc_info()[1])
    if full:
        return no_room(request)
    return said(500) if for_programs(request) else defaults.server_error(request)
