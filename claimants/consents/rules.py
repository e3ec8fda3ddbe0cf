"""Which consents stand, and which of those a case cannot do without are missing. Pure; the case pack names the purposes."""


def standing(rows):
    """Newest act per purpose from consent rows in order of time: {purpose: "given" | "declined" | "withdrawn"}."""
    return {row.purpose: row.act for row in sorted(rows, key=lambda row: row.at)}


def missing(rows, required):
    """Required purposes whose newest act is not a yes."""
    acts = standing(rows)
    return [purpose for purpose in required if acts.get(purpose) != "given"]
