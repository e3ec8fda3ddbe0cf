"""Triggers by which the database itself keeps a table as it was written, on SQLite and PostgreSQL.

A room describes its tables in triggers.py, each as a Guard. Migrations hold the SQL as it was when they were written and import
nothing from here: what an old one does never changes. Whoever changes a description, or alters a guarded table (SQLite drops
the triggers of a table it rebuilds), writes a migration that sets the triggers anew; a test compares what all migrations
leave with what the descriptions say.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import transaction
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
    "JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND c.relpersistence <> 't'",  # R: fires for replicas alone
}
_DRAFTED = "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = %s::regclass"
_PLACE = re.compile(r" ON (?:\S+\.)?(?=\S+ )")  # pg_temp_3., public.: where the table lies says nothing of the trigger
_TEMPORARY = re.compile(r"pg_temp(_\d+)?\.")
_BODY = re.compile(r"\$\$(.*)\$\$", re.DOTALL)


@dataclass(frozen=True)
class Guard:
    """One table that refuses DELETE, TRUNCATE (PostgreSQL), REPLACE (SQLite, which deletes unasked) and UPDATE.

    keys: every once() of the table: what REPLACE would take for the same row. sealed: its encrypted column, which the vault may
    seal anew with a newer key; that changes only the ciphertext and its key id, and what the value says is pinned by a hash.
    pinned: all other columns, but those that go on changing (moving). Without them no UPDATE is let through.
    """

    name: str
    table: str
    says: str
    keys: tuple[str, ...]
    sealed: str = ""
    pinned: tuple[str, ...] = ()
    moving: tuple[str, ...] = ()

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
        """Names of the triggers that do not stand in this database as described: gone, switched off, or with another body."""
        standing, described = in_force(connection), self.described(connection)
        return [name for name, sql in described.items() if _placeless(standing.get(name, "")) != _placeless(sql)]

    def described(self, connection: BaseDatabaseWrapper) -> dict[str, str]:
        """{name: SQL} as in_force() would give it. PostgreSQL words it its own way: it is asked with an empty copy of the table.

        The copy and the functions beside it are gone before anybody sees them; what stands is neither needed nor touched.
        """
        triggers, functions = self.triggers(connection.vendor), self.functions(connection.vendor)
        if connection.vendor == "sqlite":
            return triggers
        bodies = {name: _body(sql) for name, sql in functions.items()}
        with transaction.atomic(), connection.cursor() as cursor:
            before = transaction.savepoint()
            cursor.execute(f"CREATE TEMP TABLE {self.table} (LIKE {self.table})")
            _run(connection, [_drafted(sql, functions) for sql in (*functions.values(), *triggers.values())])
            cursor.execute(_DRAFTED, [f"pg_temp.{self.table}"])
            drafted = {name: _TEMPORARY.sub("", sql) for name, sql in cursor.fetchall()}
            transaction.savepoint_rollback(before)
        return {name: f"{drafted[name]} {_called(drafted[name], bodies)}" for name in triggers}

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
        if self.sealed:
            same_key = _SAME_KEY[vendor].format(self.sealed)
            differs = _DIFFERS[vendor].format(self.sealed)
            changed.append(f"({differs} AND {same_key})" if self.moving else same_key)
        return self._refusing(vendor, "UPDATE", f"({' OR '.join(changed)})" if changed else "")

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


def once(*columns: str, **among: str | tuple[str, ...]) -> str:
    """The condition under which a row is the new one again: these columns, among rows where a column has such a value."""
    same = [f"{column} = NEW.{column}" for column in columns]
    return " AND ".join(same + [_both(column, value) for column, value in among.items()])


def _both(column: str, value: str | tuple[str, ...]) -> str:
    has = f"= '{value}'" if isinstance(value, str) else f"IN ({', '.join(map(repr, value))})"
    return f"{column} {has} AND NEW.{column} {has}"


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


def every() -> list[Guard]:
    """All guards there are: those that the `triggers.py` of the rooms of our apps define."""
    ours = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == Path(settings.BASE_DIR)]
    files = sorted(file for app in ours for file in app.glob("*/triggers.py"))
    modules = [import_module(".".join(file.relative_to(settings.BASE_DIR).with_suffix("").parts)) for file in files]
    return [each for module in modules for each in vars(module).values() if isinstance(each, Guard)]


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of all triggers of all rooms that do not stand in this database as described."""
    return [name for guard in every() for name in guard.missing(connection)]


def _drafted(sql: str, functions: Iterable[str]) -> str:
    """The same SQL with functions that end with the session."""
    for name in functions:
        sql = sql.replace(f"{name}()", f"pg_temp.{name}()")
    return sql


def _placeless(sql: str) -> str:
    return _PLACE.sub(" ON ", sql, count=1)


def _body(sql: str) -> str:
    found = _BODY.search(sql)
    return found[1] if found else ""


def _called(trigger: str, bodies: dict[str, str]) -> str:
    """The body of the function that a trigger calls."""
    return next(body for name, body in bodies.items() if f" {name}()" in trigger)


def _run(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
