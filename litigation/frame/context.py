"""What every template may use: the names of the instance, the languages, the frame of the desk."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language, get_language_bidi

from litigation.frame import nav
from litigation.sign_in.pages_session import ends_at, is_last


def instance(request):
    """Names, languages with the address of this same page, direction, session end; on the desk also its side bar."""
    language = get_language() or settings.LANGUAGE_CODE
    context = {
        "site_name": settings.SITE_NAME,
        "demo": settings.DEMO,
        "page_language": html_code(language),
        "language_name": settings.LANGUAGE_NAMES.get(language, language),
        "text_direction": "rtl" if get_language_bidi() else "ltr",
        "language_menu": language_menu(request, language),
        "home_url": address_of("case_home", "/"),
        "source_url": getattr(settings, "SOURCE_URL", ""),
        "session_ends_at": ends_at(request),
        "session_is_last": is_last(request),
    }
    if getattr(request, "membership", None):
        context |= {
            "desk_nav": nav.items(request),
            "desk_url": address_of("desk_today", "/staff/"),
        }
    return context


def language_menu(request, current):
    """Every language by its own name, with this page in it; signed in also the address that remembers the choice."""
    here = request.get_full_path()
    user = getattr(request, "user", None)
    remembers = user is not None and user.is_authenticated
    return [
        {
            "code": code,
            "html": html_code(code),
            "name": name,
            "current": code == current,
            "url": translate_url(here, code),
            "choose_url": reverse("choose_language", args=[code]) if remembers else "",
        }
        for code, name in settings.LANGUAGES
    ]


def html_code(code):
    """zh-hans → zh-Hans, as HTML's lang and the font stacks of the style sheet want it."""
    head, _, tail = code.partition("-")
    return f"{head}-{tail.title() if len(tail) > 2 else tail.upper()}" if tail else head


def address_of(name, default):
    try:
        return reverse(name)
    except NoReverseMatch:
        return default
