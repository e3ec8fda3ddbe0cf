"""Logs: event names with ids, one line each; never what a person is called, where they live or what they sent.

Production writes JSON, one object a line; debugging writes for the eye. What the frameworks log goes through the same
redaction as our own events. A request's lines share `request_id`; the lines of a task it started carry it too.
"""

import logging.config
import re

import structlog

PERSONAL = frozenset(
    "address addresses authorization birth birthdate birthday cookie email emails hangul ip latin mrz nationality passport "
    "password phone phones recipient recipients secret sex signature token tokens".split()
)
NAMES_OF_THINGS = frozenset({"task_name", "child_task_name", "logger_name", "rule_name", "thread_name", "process_name"})
SEEN_IN_TEXT = [  # what frameworks and databases like to put into the sentences of their errors
    (re.compile(r"(/calendar/)[\w-]{20,}"), r"\1[left out]"),  # whoever knows that address can read it
    (re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"DETAIL:[^\n]*"), "DETAIL: [left out]"),
    (re.compile(r"(?<=\s/)(\S*?)\?\S*"), r"\1?[left out]"),
    (re.compile(r"\b\d{1,3}(\.\d{1,3}){3}\b(?!:\d)"), "[ip]"),
]
LEFT_OUT = "[left out]"


def personal(key):
    """Whether a key's name says that its value is about a person: `email`, `passport_number`, `given_name`."""
    words = str(key).lower().split("_")
    return bool(PERSONAL.intersection(words)) or (words[-1] in ("name", "names") and key not in NAMES_OF_THINGS)


def clean(value):
    """The value without personal data: by key inside dicts, by pattern inside text, as deep as it goes."""
    if isinstance(value, dict):
        return {key: LEFT_OUT if personal(key) and each else clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [clean(each) for each in value]
    if isinstance(value, str):
        for pattern, instead in SEEN_IN_TEXT:
            value = pattern.sub(instead, value)
    return value


def redact(_logger, _method, event):
    """The structlog processor: the last before rendering, so that nothing is added behind its back."""
    return clean(event)


def skip_probes(_logger, _method, event):
    """Health pages are asked every few seconds; that they answered is not worth a line, that they failed is."""
    if event.get("code") == 200 and "/healthz/" in event.get("request", ""):
        raise structlog.DropEvent
    return event


def configure(cfg):
    """Set up logging for every process of Hamkke; Django calls it with settings.LOGGING."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    logging.config.dictConfig(_handlers(cfg, shared))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            skip_probes,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _handlers(cfg, shared):
    rendering = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if cfg["json"]:
        frames = structlog.tracebacks.ExceptionDictTransformer(show_locals=False, max_frames=20)
        rendering += [structlog.processors.ExceptionRenderer(frames), redact]
        rendering += [structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        rendering += [structlog.processors.format_exc_info, redact, structlog.dev.ConsoleRenderer()]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": rendering,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": cfg["level"]},
        "loggers": {
            # Their chatter says nothing an operator acts on; their warnings do.
            name: {"level": "WARNING"}
            for name in (
                "celery.beat",
                "celery.worker.strategy",
                "fontTools",
                "weasyprint",
                "botocore",
                "PIL",
                "pikepdf",
                "pyhanko",
            )
        },
    }
