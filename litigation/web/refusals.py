"""How a refusal is told, to whoever asks: a page for people, problem+json for programs, plain JSON for our own scripts."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from litigation.web import space

PROBLEM = "application/problem+json"


SAID = {  # what is refused outside of any action: status → sentence, code
    400: (
        gettext_lazy("This request cannot be read. Send it again as the description of the API says."),
        "bad_request",
    ),
    403: (gettext_lazy("You may not do this."), "permission_denied"),
    404: (gettext_lazy("There is nothing here that you may see."), "not_found"),
    413: (gettext_lazy("This is more than is taken here. Send less, or in smaller parts."), "too_big"),
    500: (gettext_lazy("Something went wrong with us, and we were told. Try again later."), "server_error"),
    507: (gettext_lazy("There is no room for it now. Nothing was kept. Try again later; we were told."), "no_room"),
}


def for_programs(request):
    """Whether the address is one of the API, which never answers with a page."""
    return request.path.startswith("/api/")


def refused(request, error, **context):
    """A DomainError as a page, or as JSON for our own scripts."""
    if wants_json(request):
        told = {"code": error.code, "detail": error.sentence}
        return JsonResponse(told, status=error.status, headers=error.headers)
    return with_headers(answer(request, error.status, "refused.html", error=error, **context), error)


def with_headers(page, error):
    """The page, saying in its headers what programs read of this DomainError."""
    for name, value in error.headers.items():
        page[name] = value
    return page


def wants_json(request):
    return "application/json" in request.headers.get("Accept", "")


def answer(request, status, template, **context):
    """An error page in the frame of all pages."""
    return render(request, template, context, status=status)


def said(status, *, headers=None):
    """The problem+json of a status where no view of the API answers: before it was found, or after it failed."""
    title, code = SAID[status]
    body = {"type": "about:blank", "status": status, "title": str(title), "code": code}
    return JsonResponse(body, status=status, headers=headers, content_type=PROBLEM)


def no_room(request):
    """507: the disk has no room for what was sent."""
    space.warn()
    return refused_by_status(request, 507, "507.html")


def refused_by_status(request, status, template):
    """A refusal of SAID as whoever asks can read it: a program, a script of ours, a person."""
    if for_programs(request):
        return said(status)
    if wants_json(request):
        sentence, code = SAID[status]
        return JsonResponse({"code": code, "detail": str(sentence)}, status=status)
    return answer(request, status, template)
