"""Changing the language without losing the place, or what stands in an unsent form."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import translate_url

from litigation.web import parked


def switch(code, here):
    """To the same page in another language. The frame keeps the choice with the account (PersonLanguage)."""
    response = HttpResponseRedirect(translate_url(here, code))
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=365 * 86400, samesite="Lax", secure=settings.HTTPS)
    return response


def switch_amid_a_form(request, code):
    """The same, from a form that was not sent yet: what stands in it is there again in the other language."""
    parked.park(request, path=translate_url(request.path, code))
    return switch(code, request.get_full_path())
