"""What the viewer of the desk shows, from the address alone: which file, which page, how turned, how large. Pure.

Works without JavaScript: every control is a link that asks for the same page in another state; viewer.mjs saves the trip.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from claimants.evidence import kinds
from claimants.evidence.rules import WARNINGS

QUARTERS, LARGEST = 4, 4


@dataclass(frozen=True)
class Viewer:
    """files: of the claim, with pages. Links keep what else stands in the address."""

    files: list
    file: object
    page: object
    place: int
    turn: int
    zoom: int
    keep: dict
    path: str = ""

    @property
    def stage(self):
        return f"stage r{self.turn} z{self.zoom}"

    @property
    def turn_url(self):
        return self._url(turn=(self.turn + 1) % QUARTERS)

    @property
    def larger_url(self):
        return self._url(zoom=min(LARGEST, self.zoom + 1))

    @property
    def smaller_url(self):
        return self._url(zoom=max(1, self.zoom - 1))

    @property
    def next_url(self):
        """The next page, then the next file; empty at the end."""
        pages = list(self.file.pages.all())
        if self.page and self.page.number < len(pages):
            return self._url(page=self.page.number + 1)
        return self._url(file=self.files[self.place].pk, page=1) if self.place < len(self.files) else ""

    @property
    def title(self):
        kind = kinds.find(self.file.kind)
        return kind.title if kind else self.file.display_name

    @property
    def has_original(self):
        return self.file.scan in ("clean", "not_scanned")

    @property
    def has_shots(self):
        return len(self.files) > 1 or len(self.file.pages.all()) > 1

    @property
    def notes(self):
        """What to look at in this file: why it cannot be an exhibit, and what the dry run found odd."""
        flaw = [self.file.pictures_error] if self.page and self.file.pictures_error else []
        return flaw + [WARNINGS[code] for code in self.file.warnings if code in WARNINGS]

    @property
    def why_no_page(self):
        if self.file.scan == "infected":
            return _("This file may be unsafe, so it was not kept. Ask for another copy.")
        if self.file.pictures == "failed":
            return _("No page images could be made of this file. Open the original, or ask for another copy.")
        return _("This file is still being checked. Open it again in some minutes.")

    def shots(self):
        """[(file, page, address, whether it is the one shown)] of every page of every file."""
        for file in self.files:
            for page in file.pages.all():
                shown = bool(self.page) and page.pk == self.page.pk
                yield file, page, self._url(file=file.pk, page=page.number), shown

    def without_pages(self):
        """[(file, address, whether it is the one shown)] of files that have no page images."""
        for file in self.files:
            if not file.pages.all():
                yield file, self._url(file=file.pk, page=1), file.pk == self.file.pk

    def _url(self, **changes):
        fresh = {"turn": 0, "zoom": 1} if {"file", "page"} & set(changes) else {"turn": self.turn, "zoom": self.zoom}
        state = {"file": self.file.pk, "page": self.page.number if self.page else 1, **fresh, **changes}
        return f"{self.path}?" + urlencode({**self.keep, **state})


def viewer(files, query, path=""):
    """The viewer for these files as the address (request.GET) asks for it; None where there are no files.

    path: of the page the links lead to, where it is shown at another address (the answer to a form).
    Whatever the address holds, something that exists is shown.
    """
    files = list(files)
    if not files:
        return None
    place = next((n for n, each in enumerate(files) if str(each.pk) == query.get("file")), 0)
    pages = list(files[place].pages.all())
    number = _number(query.get("page"), 1, len(pages) or 1)
    keep = {name: value for name, value in query.items() if name not in ("file", "page", "turn", "zoom")}
    return Viewer(
        files=files,
        file=files[place],
        page=pages[number - 1] if pages else None,
        place=place + 1,
        turn=_number(query.get("turn"), 0, QUARTERS - 1),
        zoom=_number(query.get("zoom"), 1, LARGEST),
        keep=keep,
        path=path,
    )


def _number(text, least, most):
    return min(most, max(least, int(text))) if text and text.isascii() and text.isdigit() else least
