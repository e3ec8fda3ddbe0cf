"""How bodies are read: as JSON, and only as deep as anything here is nested."""

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

DEEPEST = 32


class Json(JSONParser):
    """DRF's parser lets a body of a hundred thousand brackets end in a RecursionError, here or wherever it is read next."""

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            data = super().parse(stream, media_type, parser_context)
        except RecursionError:
            data = None
            level = DEEPEST + 1
        else:
            level = depth(data)
        if level > DEEPEST:
            raise ParseError(f"This JSON is nested too deep. Here nothing is deeper than {DEEPEST} levels.")
        return data


def depth(data):
    """How many levels of lists and objects stand in each other. A loop, since what is too deep must not be recursed into."""
    deepest, level = 0, [data]
    while level := [each for each in level if isinstance(each, dict | list)]:
        deepest += 1
        level = [inner for each in level for inner in (each.values() if isinstance(each, dict) else each)]
    return deepest
