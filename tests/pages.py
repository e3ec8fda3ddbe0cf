"""Using pages the way a browser does: read the form that was shown, fill it in, send it."""

import html
import re
from html.parser import HTMLParser


class _Form(HTMLParser):
    """The fields of #page-form with the values they were shown with."""

    def __init__(self):
        super().__init__()
        self.fields, self._in, self._select, self._area = {}, False, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self._in = attrs.get("id") == "page-form"
        elif self._in and tag == "input":
            self._input(attrs)
        elif self._in and tag == "textarea":
            self._area = attrs["name"]
            self.fields[self._area] = ""
        elif self._in and tag == "select":
            self._select = attrs["name"]
        elif self._in and tag == "option" and self._select and ("selected" in attrs or self._select not in self.fields):
            self.fields[self._select] = attrs.get("value", "")

    def _input(self, attrs):
        ticked = attrs.get("type") not in ("checkbox", "radio") or "checked" in attrs
        if ticked and "name" in attrs and attrs.get("type") != "file":
            self.fields[attrs["name"]] = attrs.get("value") or ("on" if attrs.get("type") == "checkbox" else "")

    def handle_endtag(self, tag):
        self._in = self._in and tag != "form"
        self._select = None if tag == "select" else self._select
        self._area = None if tag == "textarea" else self._area

    def handle_data(self, data):
        if self._area:
            self.fields[self._area] += data


def shown(response):
    """{field: value} of the page's form, hidden fields included."""
    form = _Form()
    form.feed(response.content.decode())
    return form.fields


def send(client, url, answers=None, *, without=()):
    """Open the page, fill in `answers` over what it shows, leave out `without`, press the button."""
    fields = shown(client.get(url)) | (answers or {})
    return client.post(url, {name: value for name, value in fields.items() if name not in without})


def says(response, sentence):
    """Whether the page holds this sentence, whatever its line breaks and escapes."""
    return " ".join(sentence.split()) in " ".join(html.unescape(response.content.decode()).split())


def bare(response, *own):
    """The page without what differs on every showing: the form token, and `own` (its address, an id)."""
    page = re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", response.content.decode())
    for text in own:
        page = page.replace(str(text), "")
    return page
