"""Database triggers that keep what is history as it is, on SQLite and PostgreSQL. For a migration:

    migrations.RunPython(triggers.create, triggers.drop)

A guarded table refuses DELETE and (PostgreSQL) TRUNCATE, and every UPDATE but one: the vault may seal the same value with a
newer key. That changes only the ciphertext and its key id; what the value says is pinned by a hash, which never changes.
SQLite drops the triggers of a table it rebuilds: a migration that alters the table runs create() again at its end.
"""

from dataclasses import dataclass

_SAME_KEY = {  # the part of the token before its last dot: format and key id
    "sqlite": "substr(NEW.{0}, 1, instr(substr(NEW.{0}, 5), '.') + 4)"
    " = substr(OLD.{0}, 1, instr(substr(OLD.{0}, 5), '.') + 4)",
    "postgresql": "split_part(NEW.{0}, '.', 2) = split_part(OLD.{0}, '.', 2)",
}
_DIFFERS = {"sqlite": "NEW.{0} IS NOT OLD.{0}", "postgresql": "NEW.{0} IS DISTINCT FROM OLD.{0}"}


@dataclass(frozen=True)
class Guard:
    """The triggers of one table.

    sealed: its encrypted column, which may be sealed anew; pinned: all other columns. Without it no UPDATE is let through.
    """

    name: str
    table: str
    says: str
    sealed: str = ""
    pinned: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, str]:
        return f"{self.name}_no_update", f"{self.name}_no_delete"

    def create(self, apps, schema_editor):
        """Set the triggers, anew where they stand already."""
        self.drop(apps, schema_editor)
        vendor = schema_editor.connection.vendor
        _run(schema_editor.connection, self._sqlite() if vendor == "sqlite" else self._postgresql())

    def drop(self, apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            statements = [f"DROP TRIGGER IF EXISTS {name}" for name in self.names]
        else:
            every = (*self.names, f"{self.name}_no_truncate")
            statements = [f"DROP TRIGGER IF EXISTS {name} ON {self.table}" for name in every]
            statements.append(f"DROP FUNCTION IF EXISTS {self.name}_refuses()")
        _run(schema_editor.connection, statements)

    def missing(self, connection) -> list[str]:
        """Names of the triggers that should stand in this database and do not."""
        sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        postgresql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        with connection.cursor() as cursor:
            cursor.execute(sqlite if connection.vendor == "sqlite" else postgresql)
            standing = {row[0] for row in cursor.fetchall()}
        wanted = self.names if connection.vendor == "sqlite" else (*self.names, f"{self.name}_no_truncate")
        return [name for name in wanted if name not in standing]

    def _refused(self, vendor):
        """The condition under which an UPDATE is refused; empty: always."""
        if not self.sealed:
            return ""
        changed = [_DIFFERS[vendor].format(column) for column in self.pinned] + [_SAME_KEY[vendor].format(self.sealed)]
        return f"WHEN ({' OR '.join(changed)}) "

    def _sqlite(self):
        update, delete = self.names
        refuse = f"BEGIN SELECT RAISE(ABORT, '{self.says}'); END"
        return [
            f"CREATE TRIGGER {update} BEFORE UPDATE ON {self.table} {self._refused('sqlite')}{refuse}",
            f"CREATE TRIGGER {delete} BEFORE DELETE ON {self.table} {refuse}",
        ]

    def _postgresql(self):
        update, delete = self.names
        refuse = f"EXECUTE FUNCTION {self.name}_refuses()"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}_refuses() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.says}' USING ERRCODE = 'restrict_violation'; END $$",
            f"CREATE TRIGGER {update} BEFORE UPDATE ON {self.table} FOR EACH ROW {self._refused('postgresql')}{refuse}",
            f"CREATE TRIGGER {delete} BEFORE DELETE ON {self.table} FOR EACH ROW {refuse}",
            f"CREATE TRIGGER {self.name}_no_truncate BEFORE TRUNCATE ON {self.table} FOR EACH STATEMENT {refuse}",
        ]


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


ROSTER = Guard(
    name="roster",
    table="documents_rosterentry",
    says="A frozen roster is never changed.",
    sealed="snapshot",
    pinned=("id", "round_id", "number", "claim_id", "sha256", "created_at"),
)
LEFT_OUT = Guard(name="left_out", table="documents_leftout", says="Who was left out of a round stays written down.")
