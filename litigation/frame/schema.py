"""The description of the API at /api/schema/, completed from what the code declares: rights, headers, refusals."""

from drf_spectacular.openapi import AutoSchema

from litigation.accounts.rights import PUBLIC, RIGHTS, declared

PROBLEM = {
    "type": "object",
    "description": "RFC 9457. `code` is stable, for programs; `title` is for people; `fields` names what is at fault.",
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "code": {"type": "string"},
        "fields": {"type": "object", "additionalProperties": {}},
    },
    "required": ["type", "status", "title", "code"],
}
REFUSAL = {
    "description": "Refused; the sentence says why and what to do next.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "maxLength": 200},
    "description": "Any text, new for each new act. The same key with the same request gets the first answer again.",
}
CASE = {
    "name": "Hamkke-Case",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "The case to work in, by slug or id. Without it: the first open case you work in.",
}


class Schema(AutoSchema):
    """Says of each endpoint which right it asks for, which headers it reads, and how it refuses."""

    def get_operation(self, path, path_regex, path_prefix, method, registry):
        operation = super().get_operation(path, path_regex, path_prefix, method, registry)
        wanted = declared(self.view, method)
        if operation is None or wanted is None:
            return operation
        handler = getattr(self.view, method.lower())
        headers = [CASE] if wanted.for_staff else []
        headers += [IDEMPOTENCY_KEY] if getattr(handler, "is_idempotent", False) else []
        operation["parameters"] = [*operation.get("parameters", []), *headers]
        operation["responses"]["default"] = REFUSAL
        told = operation.get("description", "")
        operation["description"] = f"{told}\n\nRight: `{wanted.name}`. {wanted.allows}".strip()
        if wanted.name == PUBLIC:
            operation["security"] = [{}]
        return operation

    def get_tags(self):
        room = self.view.__class__.__module__.split(".")[1]
        return [room]


def complete(result, generator, request, public):
    """Postprocessing hook: what no single endpoint says."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    if "Problem" in schemas:
        raise ValueError("A serializer is called Problem, as refusals are. Give it another name.")
    schemas["Problem"] = PROBLEM
    scopes = "\n".join(f"- `{name}`: {each.allows}" for name, each in RIGHTS.items() if name != PUBLIC)
    result["info"]["description"] += f"\n\nA token can do no more than its scopes, which are names of rights:\n{scopes}"
    return result
