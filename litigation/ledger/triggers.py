"""The database itself keeps the ledger append-only; `verify_ledger` says so where a trigger is missing.

Events are never changed. The head is never deleted, and takes no step but one forward over events that are all there, to the
hash of the last of them.
"""

from litigation.append_only import Guard, function, once, trigger

APPEND_ONLY = "The ledger is append-only."
FORWARD = "The head of the ledger moves forward only, over events that are there."
EVENTS = Guard(
    name="ledger_event",
    table="litigation_ledgerevent",
    says=APPEND_ONLY,
    keys=(once("seq"), once("hash")),
)
PASSED = f"SELECT count(*) FROM {EVENTS.table} WHERE seq > OLD.seq AND seq <= NEW.seq"  # noqa: S608 - names of ours
LAST = f"SELECT hash FROM {EVENTS.table} WHERE seq = NEW.seq"  # noqa: S608 - names of ours
ASTRAY = f"NEW.seq <= OLD.seq OR NEW.seq - OLD.seq <> ({PASSED}) OR NEW.hash <> ({LAST})"


class HeadGuard(Guard):
    """The one table whose row moves: an UPDATE of it is measured by the events."""

    STEP, GOES = "ledger_head_one_forward", "ledger_head_goes"

    def functions(self, vendor: str) -> dict[str, str]:
        goes = {} if vendor == "sqlite" else {self.GOES: function(self.GOES, FORWARD, when=ASTRAY)}
        return super().functions(vendor) | goes

    def _update(self, vendor: str) -> dict[str, str]:
        when = ASTRAY if vendor == "sqlite" else ""  # WHEN of PostgreSQL takes no SELECT: its function asks
        return {self.STEP: trigger(vendor, self.STEP, "UPDATE", self.table, says=FORWARD, calls=self.GOES, when=when)}


HEAD = HeadGuard(name="ledger_head", table="litigation_ledgerhead", says=APPEND_ONLY, keys=(once("id"),))
GUARDS = (EVENTS, HEAD)
