"""What every template may use: the names of the instance, the languages, the frame of the desk."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation.trans_real import get_supported_language_variant

from litigation.web import nav


def instance(request):
    """Names, languages with the address of this same page, direction, session end; on the desk also its side bar."""
    language = get_language() or settings.LANGUAGE_CODE
    context = {
        "site_name": settings.SITE_NAME,
        "demo": settings.DEMO,
        "page_language": html_code(language),
        "language_name": settings.LANGUAGE_NAMES.get(language, language),
        "text_direction": "rtl" if get_language_bidi() else "ltr",
        "languages": languages(request, language),
        "home_url": address_of("home", "/"),
        "source_url": getattr(settings, "SOURCE_URL", ""),
        "session_ends_at": session_end(request),
    }
    if getattr(request, "membership", None):
        context |= {
            "desk_nav": nav.items(request),
            "desk_url": address_of("desk", "/staff/"),
            "set_language_url": address_of("set_language", ""),
        }
    return context


def languages(request, current):
    """Every language by its own name, with this page in it. A page without a language in its address gives ''."""
    here = request.get_full_path()
    rows = []
    for code, name in settings.LANGUAGES:
        there = translate_url(here, code)
        is_current = code == get_supported_language_variant(current)
        rows.append(
            {
                "code": html_code(code),
                "name": name,
                "url": there if there != here or is_current else "",
                "current": is_current,
            }
        )
    return rows


def html_code(code):
    """zh-hans → zh-Hans, as HTML's lang and the font stacks of the style sheet want it."""
    head, _, tail = code.partition("-")
    return f"{head}-{tail.title() if len(tail) > 2 else tail.upper()}" if tail else head


def session_end(request):
    """Seconds since 1970 at which the session ends, written into it by the middleware; None for who has not signed in."""
    user = getattr(request, "user", None)
    if not (user and user.is_authenticated):
        return None
    return request.session.get("ends_at")


def address_of(name, default):
    try:
        return reverse(name)
    except NoReverseMatch:
        return default
