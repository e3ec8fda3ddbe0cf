"""Every part in every state, as Chromium shows it: axe finds nothing, nothing sticks out, the small scripts do their work."""

import json

import pytest

from tests.browser.tools import AXE, RULES, until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


@pytest.fixture
def guide(browser, live_server):
    """Opens the style guide: guide("lang=ko", width=360)."""
    opened = []

    def open_at(query="", *, width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", **options)
        opened.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{live_server.url}/styleguide/?{query}", wait_until="networkidle")
        return page

    yield open_at
    for context in opened:
        context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "query",
    [
        "theme=light",
        "theme=dark",
        "lang=ko&theme=light",
        "lang=th&theme=dark",
        "lang=ar&theme=light",
        "frame=desk&theme=light",
        "frame=desk&theme=dark&lang=ar",
    ],
)
def test_every_part_is_accessible_and_fits(guide, query, width):
    page = guide(query, width=width)
    # axe is not one of our scripts: it comes in through the debugger, past the content security policy.
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    faults = [(fault["id"], [node["html"][:150] for node in fault["nodes"]]) for fault in found["violations"]]
    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.complaints == []


@pytest.mark.parametrize(("query", "least"), [("", 48), ("frame=desk", 44)])
def test_what_is_pressed_is_large_enough(guide, query, least):
    page = guide(query, width=360)
    small = page.evaluate(
        """least => [...document.querySelectorAll("main .btn:not(.low, .viewer *), .menu > summary, .brand, .choice")]
           .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < least - 0.5)
           .map(each => each.outerHTML.slice(0, 80))""",
        least,
    )
    assert small == []


def test_pages_work_without_scripts(guide):
    page = guide(java_script_enabled=False)
    assert page.get_by_role("button", name="Add file").is_visible()
    assert page.locator("input[type=file]").first.is_visible()


def test_menu_of_the_desk_exists_on_a_phone(guide):
    page = guide("frame=desk", width=360)
    assert not page.locator(".side").is_visible()
    page.get_by_text("Menu", exact=True).click()
    entry = page.get_by_role("link", name="Review queue 1,284")
    assert entry.is_visible() and entry.get_attribute("aria-current") == "page"
    page.keyboard.press("Escape")
    assert not entry.is_visible()


def draw(page, *points):
    box = page.locator("canvas.pad").bounding_box()
    page.mouse.move(box["x"] + points[0][0], box["y"] + points[0][1])
    page.mouse.down()
    for x, y in points[1:]:
        page.mouse.move(box["x"] + x, box["y"] + y, steps=4)
    page.mouse.up()


def strokes(page):
    return json.loads(page.locator("input[name=strokes]").input_value() or '{"strokes": []}')["strokes"]


def test_signature_is_kept_as_points_and_survives_turning_the_phone(guide):
    page = guide(width=360)
    page.locator("canvas.pad").scroll_into_view_if_needed()
    draw(page, (40, 60), (120, 90), (200, 50))
    draw(page, (60, 110), (180, 120))
    before = strokes(page)
    assert len(before) == 2
    page.set_viewport_size({"width": 640, "height": 360})
    until(page, "JSON.parse(document.querySelector('[name=strokes]').value).w > 400")
    turned = strokes(page)
    assert [len(stroke) for stroke in turned] == [len(stroke) for stroke in before]
    assert turned[0][-1][0] > before[0][-1][0]
    page.get_by_role("button", name="Undo the last stroke").click()
    assert len(strokes(page)) == 1
    page.get_by_role("button", name="Start again").click()
    assert strokes(page) == []


def test_blocked_canvas_says_so_and_offers_typing(guide, browser, live_server):
    context = browser.new_context()
    context.add_init_script(
        "CanvasRenderingContext2D.prototype.getImageData = () => ({data: new Uint8ClampedArray(256).fill(7)})"
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/styleguide/", wait_until="networkidle")
    assert page.get_by_text("Your browser does not let us keep a drawing.").is_visible()
    assert not page.locator("canvas.pad").is_visible()
    context.close()


def test_typed_words_cross_a_change_of_language(guide):
    page = guide(width=360)
    page.fill("#fine_family", "NGUYEN")
    page.locator("[data-language] summary").click()
    page.get_by_role("link", name="한국어").click()
    page.wait_for_load_state("networkidle")
    assert page.input_value("#fine_family") == "NGUYEN"
    page.reload()
    assert page.input_value("#fine_family") == ""


def test_file_that_is_refused_says_why_in_its_own_line(guide):
    page = guide()
    page.route("**/styleguide/**", lambda route: route.fulfill(status=422, json={"detail": "“a.pdf” is empty."}))
    page.locator("form[data-upload] input[type=file]").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b""}
    )
    line = page.locator("#files > li").last
    line.get_by_text("“a.pdf” is empty.").wait_for()
    assert page.locator("[data-live]").inner_text() == "a.pdf: “a.pdf” is empty."
    line.get_by_role("button", name="Remove: a.pdf").click()
    assert page.get_by_text("a.pdf").count() == 0


def test_file_that_arrived_takes_its_line_from_the_server(guide):
    page = guide()
    page.route(
        "**/styleguide/**", lambda route: route.fulfill(json={"html": "<li id=made><b>ticket.pdf</b> read</li>"})
    )
    page.locator("form[data-upload] input[type=file]").set_input_files(
        {"name": "ticket.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    page.locator("#made").wait_for()
    assert page.locator("[data-live]").inner_text() == "ticket.pdf has arrived."


def test_shortcuts_are_listed_and_can_be_switched_off(guide):
    page = guide("frame=desk")
    stage = page.locator(".stage")
    page.keyboard.press("r")
    assert "r1" in stage.get_attribute("class")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").get_by_text("Turn").is_visible()
    page.get_by_role("dialog").get_by_role("checkbox").uncheck()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    page.keyboard.press("r")
    assert "r1" in stage.get_attribute("class")
    page.fill("#fine_note", "")
    page.locator("#fine_note").press("r")
    assert page.input_value("#fine_note") == "r"
