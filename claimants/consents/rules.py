"""Which consents stand. What is asked, and what a case cannot do without, its pack says (Case.consents)."""


def asked(case):
    """[(purpose, text key, required)] in the order of the case, without what does not apply to this instance."""
    wanted = [row for row in case.consents if not row.get("only_when") or getattr(case, row["only_when"])]
    return [(row["purpose"], row["text"], row["required"]) for row in wanted]


def newest_acts(rows):
    """Newest act per purpose from consent rows in order of time: {purpose: "given" | "declined" | "withdrawn"}."""
    return {row.purpose: row.act for row in sorted(rows, key=lambda row: row.at)}


def missing(case, rows):
    """Purposes the case requires whose newest act is not a yes."""
    acts = newest_acts(rows)
    return [purpose for purpose, _key, required in asked(case) if required and acts.get(purpose) != "given"]
