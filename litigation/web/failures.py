"""What Django answers where no view does: a page for people, problem+json for programs.

The one place that sees every error nobody foresaw, so that a full disk is told as what it is.
"""

import sys

from django.http import JsonResponse
from django.views import defaults

from litigation.web import space
from litigation.web.api import SAID, for_programs, said
from litigation.web.middleware import answer, wants_json


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


def no_room(request):
    """507: the disk has no room for what was sent."""
    space.warn()
    return refused(request, 507, "507.html")


def refused(request, status, template):
    """A refusal of SAID as whoever asks can read it: a program, a script of ours, a person."""
    if for_programs(request):
        return said(status)
    if wants_json(request):
        sentence, code = SAID[status]
        return JsonResponse({"code": code, "detail": str(sentence)}, status=status)
    return answer(request, status, template)
