"""From a paper to HTML and PDF: one template engine, one fetcher that fetches nothing, one place that makes bytes.

A paper is a frozen dataclass; its template may read it but holds no logic. The same paper gives the same bytes, in every
process and on every machine: fonts are pinned, dates come from the paper, the PDF id is derived from the content.
"""

import hashlib
import logging
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import ClassVar

from django.conf import settings
from django.template import Context, Engine
from django.utils.translation import gettext as _

from litigation import fonts

from . import finishing
from .errors import RenderError

PAPERS = settings.BASE_DIR / "templates" / "papers"
_ONE_AT_A_TIME = threading.Lock()  # Pango's font map and WeasyPrint's font configuration are shared and not thread-safe
_IMAGE_NAME = re.compile(r"^[a-z0-9-]+\.(?:png|svg)$")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What every paper says about itself. Subclasses add what their template reads."""

    folder: ClassVar[str]
    """Folder in templates/papers with paper.html and paper.css."""
    title: ClassVar[str]
    """Korean title, as printed and as written into the PDF."""
    stem: ClassVar[str]
    """File name without its ending."""

    made_at: datetime
    """Instant of the snapshot the paper is made from, with its time zone; never the time of rendering."""
    author: str = ""
    """Who submits it, for the PDF's metadata."""
    images: dict[str, bytes] = field(default_factory=dict)
    """Pictures of this paper by name; the template shows them as hamkke:<name>. Nothing else can be shown."""

    lang: ClassVar[str] = "ko"
    tagged: ClassVar[bool] = True

    def __post_init__(self):
        if self.made_at.tzinfo is None:
            raise RenderError("paper.no_time_zone", _("The paper's date has no time zone, so it was not made."))


@dataclass(frozen=True)
class Rendered:
    html: str
    pdf: bytes
    pages: int

    @property
    def sha256(self):
        return hashlib.sha256(self.pdf).hexdigest()


def render(paper: Paper, **extra) -> Rendered:
    """Fill the paper's template and lay it out. Raises RenderError, and only that, when it cannot be made."""
    html, document = lay_out(paper, **extra)
    return Rendered(html, to_pdf(document, html, tagged=paper.tagged), len(document.pages))


def fill(paper: Paper, **extra) -> str:
    """The paper's HTML. A name the template asks for and the paper lacks is an error, never an empty spot."""
    template = _engine().get_template(f"{paper.folder}/paper.html")
    # Not localised: the reader's language must not change the figures of a court paper.
    return template.render(Context({"paper": paper, **extra}, use_l10n=False, use_tz=False))


def lay_out(paper: Paper, **extra):
    """(html, WeasyPrint document), for callers that need the pages before the PDF."""
    html = fill(paper, **extra)
    weasyprint = _weasyprint()
    with _whole():
        source = weasyprint.HTML(string=html, base_url="hamkke:", url_fetcher=_fetcher(paper.images))
        return html, source.render(font_config=_font_config(), stylesheets=list(_styles(paper.folder)))


def to_pdf(document, identity: str, *, tagged) -> bytes:
    """PDF bytes of a laid-out document; `identity` (its HTML) makes the PDF id."""
    digest = hashlib.sha256(identity.encode()).hexdigest()[:32]
    with _whole():
        return document.write_pdf(
            pdf_identifier=digest.encode(),
            pdf_variant="pdf/ua-1" if tagged else None,
            finisher=finishing.finisher if finishing.is_needed(identity) else None,
        )


@contextmanager
def _whole():
    """One paper at a time, and whole or not at all: what WeasyPrint cannot fetch or draw becomes a RenderError.

    Its fatal error is a BaseException, which `except Exception` does not see; other gaps, such as a picture inside a
    drawing, it only logs as an error and goes on.
    """
    with _ONE_AT_A_TIME, _Gaps() as gaps:
        try:
            yield
        except _weasyprint().urls.FatalURLFetchingError as error:
            raise _foreign() from error
        except RecursionError as error:
            raise RenderError("paper.too_deep", _("The paper is nested too deeply, so it was not made.")) from error
    if gaps.found:
        raise _foreign()


def _foreign():
    return RenderError(
        "paper.foreign_resource",
        _("The paper refers to something outside itself, or to a picture that cannot be drawn, so it was not made."),
    )


class _Gaps(logging.Handler):
    """Notes that WeasyPrint logged an error; only that, because its messages may quote the paper."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.found = False

    def emit(self, record):
        self.found = True

    def __enter__(self):
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_error):
        logging.getLogger("weasyprint").removeHandler(self)


class MissingName(str):
    """Stands in Django's engine for the text of an unknown name: asking for it is an error."""

    __slots__ = ()

    def __contains__(self, _text):
        return True

    def __mod__(self, name):
        raise RenderError("paper.missing_name", _("The paper lacks “%(name)s”, so it was not made.") % {"name": name})


@lru_cache(maxsize=1)
def _engine():
    return Engine(
        dirs=[PAPERS],
        autoescape=True,
        string_if_invalid=MissingName("%s"),
        builtins=["documents.rendering.filters"],
        loaders=[("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
    )


@lru_cache(maxsize=1)
def _weasyprint():
    fonts.configure(settings.VAR / "fontconfig")
    import weasyprint

    return weasyprint


@lru_cache(maxsize=1)
def _font_config():
    _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@lru_cache(maxsize=32)
def _styles(folder):
    weasyprint = _weasyprint()
    sheets = [PAPERS / "court.css", PAPERS / folder / "paper.css"]
    nothing = _fetcher(MappingProxyType({}))
    return tuple(
        weasyprint.CSS(string=sheet.read_text("utf-8"), font_config=_font_config(), url_fetcher=nothing)
        for sheet in sheets
    )


def _fetcher(images):
    """A fetcher that knows the paper's own pictures and refuses every other address, data: and file: included."""
    _weasyprint()
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnImagesOnly(URLFetcher):
        def __init__(self):
            super().__init__(fail_on_errors=True, allow_redirects=False, allowed_protocols=())

        def fetch(self, url, headers=None):
            scheme, _colon, name = url.partition(":")
            if scheme != "hamkke" or not _IMAGE_NAME.match(name) or name not in images:
                raise ValueError("not one of the paper's own pictures")
            kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
            return URLFetcherResponse(url, images[name], {"Content-Type": kind})

    return OwnImagesOnly()
