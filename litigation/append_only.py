"""Triggers by which the database itself keeps a table as it was written, on SQLite and PostgreSQL.

A room describes its tables in triggers.py, each as a Guard. Migrations hold the SQL as it was when they were written and import
nothing from here: what an old one does never changes. Whoever changes a description, or alters a guarded table (SQLite drops
the triggers of a table it rebuilds), writes a migration that sets the triggers anew; a test compares what all migrations
leave with what the descriptions say.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

_SAME_KEY = {  # the part of the token before its last dot: format and key id
    "sqlite": "substr(NEW.{0}, 1, instr(substr(NEW.{0}, 5), '.') + 4)"
    " = substr(OLD.{0}, 1, instr(substr(OLD.{0}, 5), '.') + 4)",
    "postgresql": "split_part(NEW.{0}, '.', 2) = split_part(OLD.{0}, '.', 2)",
}
_DIFFERS = {"sqlite": "NEW.{0} IS NOT OLD.{0}", "postgresql": "NEW.{0} IS DISTINCT FROM OLD.{0}"}
_STANDING = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, pg_get_triggerdef(t.oid) || ' ' || p.prosrc FROM pg_trigger t "
    "JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


@dataclass(frozen=True)
class Guard:
    """One table that refuses DELETE, TRUNCATE (PostgreSQL), REPLACE (SQLite, which deletes unasked) and UPDATE.

    keys: every once() of the table: what REPLACE would take for the same row. sealed: its encrypted column, which the vault may
    seal anew with a newer key; that changes only the ciphertext and its key id, and what the value says is pinned by a hash.
    pinned: all other columns. Without sealed no UPDATE is let through.
    """

    name: str
    table: str
    says: str
    keys: tuple[str, ...]
    sealed: str = ""
    pinned: tuple[str, ...] = ()

    def create(self, connection: BaseDatabaseWrapper) -> None:
        """Set the triggers, anew where they stand already."""
        self.drop(connection)
        vendor = connection.vendor
        _run(connection, [*self.functions(vendor).values(), *self.triggers(vendor).values()])

    def drop(self, connection: BaseDatabaseWrapper) -> None:
        vendor = connection.vendor
        on = f" ON {self.table}" if vendor == "postgresql" else ""
        statements = [f"DROP TRIGGER IF EXISTS {name}{on}" for name in self.triggers(vendor)]
        _run(connection, statements + [f"DROP FUNCTION IF EXISTS {name}()" for name in self.functions(vendor)])

    def missing(self, connection: BaseDatabaseWrapper) -> list[str]:
        """Names of the triggers that should stand in this database and do not."""
        standing = in_force(connection)
        return [name for name in self.triggers(connection.vendor) if name not in standing]

    def triggers(self, vendor: str) -> dict[str, str]:
        """{name: SQL that sets it}"""
        return self._update(vendor) | self._refusing(vendor, "DELETE") | self._whole(vendor)

    def functions(self, vendor: str) -> dict[str, str]:
        """{name: SQL that makes it}: what triggers of PostgreSQL call."""
        return {} if vendor == "sqlite" else {self._function: function(self._function, self.says)}

    @property
    def _function(self) -> str:
        return f"{self.name}_refuses"

    def _update(self, vendor: str) -> dict[str, str]:
        changed = [_DIFFERS[vendor].format(column) for column in self.pinned]
        same_key = _SAME_KEY[vendor].format(self.sealed)
        return self._refusing(vendor, "UPDATE", f"({' OR '.join([*changed, same_key])})" if self.sealed else "")

    def _whole(self, vendor: str) -> dict[str, str]:
        """What takes rows away without DELETE."""
        if vendor == "postgresql":
            return self._refusing(vendor, "TRUNCATE")
        there = " OR ".join(f"EXISTS (SELECT 1 FROM {self.table} WHERE {key})" for key in self.keys)  # noqa: S608 - ours
        name = f"{self.name}_no_replace"
        return {name: trigger(vendor, name, "INSERT", self.table, says=self.says, when=there)}

    def _refusing(self, vendor: str, event: str, when: str = "") -> dict[str, str]:
        name = f"{self.name}_no_{event.lower()}"
        return {name: trigger(vendor, name, event, self.table, says=self.says, calls=self._function, when=when)}


def once(*columns: str, **among: str) -> str:
    """The condition under which a row is the new one again: these columns, among rows where a column has this value."""
    same = [f"{column} = NEW.{column}" for column in columns]
    return " AND ".join(
        same + [f"{column} = '{value}' AND NEW.{column} = '{value}'" for column, value in among.items()]
    )


def trigger(vendor: str, name: str, event: str, table: str, *, says: str = "", calls: str = "", when: str = "") -> str:
    """SQL of a trigger that refuses before the event: with the sentence (SQLite), or by the function it calls."""
    begins, when = f"CREATE TRIGGER {name} BEFORE {event} ON {table}", f"WHEN {when} " if when else ""
    if vendor == "sqlite":
        return f"{begins} {when}BEGIN SELECT RAISE(ABORT, '{says}'); END"
    scope = "STATEMENT" if event == "TRUNCATE" else "ROW"
    return f"{begins} FOR EACH {scope} {when}EXECUTE FUNCTION {calls}()"


def function(name: str, says: str, *, when: str = "") -> str:
    """SQL of PostgreSQL's function that refuses with the sentence; with a condition, only then."""
    refuse = f"RAISE EXCEPTION '{says}' USING ERRCODE = 'restrict_violation';"
    body = f"IF {when} THEN {refuse} END IF; RETURN NEW;" if when else refuse
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def in_force(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """{name: its SQL as the database has it} of every trigger that stands in this database, switched off ones aside."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        return dict(cursor.fetchall())


def _run(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
