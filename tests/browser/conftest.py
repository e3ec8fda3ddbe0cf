"""Browsers of several people in one test."""

import pytest

from tests.browser.tools import come_as


@pytest.fixture
def visit(browser, live_server, client):
    """Opens pages as somebody: visit(user, width=360, color_scheme="dark") → a page."""
    opened = []

    def begin(user=None, *, width=360, **options):
        options = {"locale": "en-GB", "reduced_motion": "reduce", **options}
        context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": 800}, **options)
        context.set_default_timeout(20_000)
        opened.append(context)
        if user:
            come_as(context, client, user, live_server)
        return context.new_page()

    yield begin
    for context in opened:
        context.close()
