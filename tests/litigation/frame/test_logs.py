import io
import json
import logging

import pytest
import structlog
from django.conf import settings

from litigation.frame import logs


@pytest.fixture
def lines():
    """lines() → what was logged, as dicts, by the configuration of production."""
    logs.configure({"level": "INFO", "json": True})
    handler, kept = logging.getLogger().handlers[0], io.StringIO()
    handler.setStream(kept)
    structlog.contextvars.clear_contextvars()
    yield lambda: [json.loads(line) for line in kept.getvalue().splitlines()]
    structlog.contextvars.clear_contextvars()
    logs.configure(settings.LOGGING)


@pytest.mark.parametrize(
    ("key", "about_a_person"),
    [
        ("email", True), ("passport_number", True), ("given_name", True), ("name", True), ("ip", True), ("birth_date", True),
        ("claim_id", False), ("task_name", False), ("code", False), ("status", False), ("description", False), ("file", False),
    ],
)  # fmt: skip
def test_personal_goes_by_the_words_of_a_key(key, about_a_person):
    assert logs.personal(key) is about_a_person


def test_clean_goes_as_deep_as_the_value():
    event = {
        "event": "claim.submitted",
        "claim_id": 7,
        "data": [{"email": "minji@example.org", "trip": {"name": "Min-ji"}}],
    }
    assert logs.clean(event) == {
        "event": "claim.submitted",
        "claim_id": 7,
        "data": [{"email": "[left out]", "trip": {"name": "[left out]"}}],
    }


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("no mail for minji.kim@example.org today", "no mail for [e-mail] today"),
        ("GET /staff/search?q=Kim+Min-ji", "GET /staff/search?[left out]"),
        ("duplicate key\nDETAIL:  Key (email)=(a@b.org) already exists.", "duplicate key\nDETAIL: [left out]"),
        ("refused 203.0.113.7", "refused [ip]"),
        ("claim 0192-77 moved", "claim 0192-77 moved"),
    ],
)
def test_clean_finds_personal_data_inside_text(said, kept):
    assert logs.clean(said) == kept


def test_events_are_json_with_request_id_and_without_personal_data(lines):
    structlog.contextvars.bind_contextvars(request_id="r-1", ip="203.0.113.7")
    structlog.get_logger("litigation.test").info("claim.submitted", claim_id="c-1", phone="+82 10 1234 5678")
    (line,) = lines()
    assert {key: line[key] for key in line if key != "timestamp"} == {
        "event": "claim.submitted", "claim_id": "c-1", "phone": "[left out]", "request_id": "r-1", "ip": "[left out]",
        "level": "info", "logger": "litigation.test",
    }  # fmt: skip


def test_lines_of_other_libraries_are_redacted_too(lines):
    try:
        raise ValueError("minji@example.org is taken")
    except ValueError:
        logging.getLogger("some.library").exception("failed for %s", "minji@example.org")
    (line,) = lines()
    assert line["event"] == "failed for [e-mail]"
    assert "minji" not in json.dumps(line)
    assert line["exception"][0]["exc_type"] == "ValueError"


def test_answers_to_health_probes_are_not_worth_a_line(lines):
    log = structlog.get_logger("litigation.test")
    log.info("request_finished", code=200, request="GET /healthz/live")
    log.error("request_finished", code=503, request="GET /healthz/ready")
    assert [line["code"] for line in lines()] == [503]
