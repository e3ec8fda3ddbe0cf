"""What programs rely on, taken out of the description of the API: parameters, bodies and answers of each operation, field by
field. Names of components, descriptions and order are left out: they may change.

schema.json beside it is what was promised last. `python -m tests.api.schema` writes it anew; look at what that changes first.
"""

import json
from pathlib import Path

PROMISED = Path(__file__).with_name("schema.json")
LIMITS = ("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "pattern", "default")


def of_now() -> dict:
    """{"GET /api/v1/…": {"query cursor": "string", "said.reason": "string, required", "200.name": "string, required"}}"""
    from drf_spectacular.generators import SchemaGenerator

    schema = SchemaGenerator().get_schema(request=None, public=True)
    known = schema["components"]["schemas"]
    return {
        f"{method.upper()} {path}": dict(sorted(_operation(operation, known)))
        for path, methods in sorted(schema["paths"].items())
        for method, operation in sorted(methods.items())
    }


def promised() -> dict:
    return json.loads(PROMISED.read_text())


def differences(before: dict, now: dict) -> list[str]:
    """What was added, what vanished and what changed, a line each."""
    old, new = _lines(before), _lines(now)
    return [
        *(f"vanished: {name}: {old[name]}" for name in old if name not in new),
        *(f"added: {name}: {new[name]}" for name in new if name not in old),
        *(f"changed: {name}: {old[name]} → {new[name]}" for name in old if new.get(name, old[name]) != old[name]),
    ]


def _lines(told):
    return {
        f"{operation} {name}".strip(): what
        for operation, fields in told.items()
        for name, what in {"": "an operation", **fields}.items()
    }


def _operation(operation, known):
    for each in operation.get("parameters", ()):
        yield f"{each['in']} {each['name']}", _words(each["schema"], known, required=each.get("required", False))
    for kind, body in operation.get("requestBody", {}).get("content", {}).items():
        yield f"said as {kind}", "a body"
        yield from _fields("said", body["schema"], known)
    for status, response in operation["responses"].items():
        if status != "default":
            yield status, ", ".join(response.get("content", ())) or "nothing"
            for body in response.get("content", {}).values():
                yield from _fields(status, body["schema"], known)


def _fields(name, schema, known):
    """A line for each field, those of lists and inner objects by their path."""
    schema = _whole(schema, known)
    if "items" in schema:
        yield f"{name}[]", _words(schema["items"], known)
        yield from _fields(f"{name}[]", schema["items"], known)
    for one in schema.get("oneOf", ()):
        yield from _fields(name, one, known)
    for field, inner in schema.get("properties", {}).items():
        yield f"{name}.{field}", _words(inner, known, required=field in schema.get("required", ()))
        yield from _fields(f"{name}.{field}", inner, known)


def _words(schema, known, *, required=False):
    schema = _whole(schema, known)
    types = sorted(_types(schema, known))
    enum = sorted(_enum(schema, known), key=str)
    limits = [f"{name} {schema[name]}" for name in LIMITS if name in schema]
    words = [" or ".join(types), *([f"one of {'|'.join(map(str, enum))}"] if enum else []), *limits]
    return ", ".join([*words, "required"] if required else words)


def _types(schema, known):
    """The names of its types, a format with them: {"string date", "null"}."""
    if "oneOf" in schema:
        return {name for one in schema["oneOf"] for name in _types(_whole(one, known), known)}
    named = schema.get("type", "string" if "enum" in schema else "any")
    types = named if isinstance(named, list) else [named]
    return {f"{name} {schema['format']}" if "format" in schema and name != "null" else name for name in types}


def _enum(schema, known):
    if "oneOf" in schema:
        return {value for one in schema["oneOf"] for value in _enum(_whole(one, known), known)}
    return set(schema.get("enum", ())) - {None}


def _whole(schema, known):
    """The schema with what it refers to."""
    found = {}
    if "$ref" in schema:
        found |= known[schema["$ref"].rpartition("/")[2]]
    for one in schema.get("allOf", ()):
        found |= _whole(one, known)
    return found | {name: value for name, value in schema.items() if name not in ("allOf", "$ref")}


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "litigation.settings")
    django.setup()
    print("\n".join(differences(promised() if PROMISED.exists() else {}, now := of_now())) or "Nothing changed.")
    PROMISED.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n")
