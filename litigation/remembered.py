"""What was made once is there when it is asked for again."""


class Remembered(dict):
    """{key: make(key)}, made when it is first asked for. most: then it begins anew, so that memory does not grow with a list."""

    def __init__(self, make, most=None):
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, key):
        if len(self) == self._most:
            self.clear()
        value = self[key] = self._make(key)
        return value
