"""Which purposes a case asks consent for, and which of them it cannot do without. The case pack names them."""

REQUIRED = ("collection", "unique_id", "court", "cost_risk")
OPTIONAL = ("cross_border", "contact")


def standing(rows):
    """Newest act per purpose from consent rows in order of time: {purpose: "given" | "declined" | "withdrawn"}."""
    return {row.purpose: row.act for row in sorted(rows, key=lambda row: row.at)}


def missing(rows, required=REQUIRED):
    """Required purposes whose newest act is not a yes."""
    acts = standing(rows)
    return [purpose for purpose in required if acts.get(purpose) != "given"]
