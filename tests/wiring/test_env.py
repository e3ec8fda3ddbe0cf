import re
from pathlib import Path

import pytest

from litigation import env


@pytest.fixture
def given(monkeypatch):
    """given(NAME="value") sets the environment; names that are not given are not set."""

    def given(**values):
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    for name in ("THING", "THING_FILE"):
        monkeypatch.delenv(name, raising=False)
    return given


def refusal(call, *arguments, **options):
    with pytest.raises(env.EnvError) as caught:
        call(*arguments, **options)
    return str(caught.value)


def test_load_reads_lines_and_lets_the_environment_win(tmp_path, monkeypatch):
    monkeypatch.setenv("HELD", "by the shell")
    monkeypatch.delenv("NEW", raising=False)
    monkeypatch.delenv("QUOTED", raising=False)
    file = tmp_path / ".env"
    file.write_text('# a remark\n\nHELD=by the file\n NEW = a=b \nQUOTED="two words"\n')
    env.load(file)
    monkeypatch.setenv("AFTER", "")  # puts NEW and QUOTED under monkeypatch's care
    assert [env.os.environ.pop(name) for name in ("NEW", "QUOTED")] == ["a=b", "two words"]
    assert env.os.environ["HELD"] == "by the shell"


def test_load_of_no_file_does_nothing(tmp_path):
    assert env.load(tmp_path / "none") is None


def test_load_names_the_line_without_an_equals_sign(tmp_path):
    (tmp_path / ".env").write_text("A=1\nnonsense\n")
    assert refusal(env.load, tmp_path / ".env") == ".env line 2 has no '='. Write it as NAME=value."


def test_text_takes_the_value_then_the_default(given):
    assert env.text("THING", "else") == "else"
    given(THING="this")
    assert env.text("THING", "else") == "this"


def test_text_reads_a_secret_from_the_file_it_names(given, tmp_path):
    (tmp_path / "secret").write_text("from a file\n")
    given(THING="from the environment", THING_FILE=str(tmp_path / "secret"))
    assert env.text("THING") == "from a file"


def test_text_refuses_what_is_missing(given, tmp_path):
    assert (
        refusal(env.text, "THING")
        == "THING is not set. `make setup` writes it into .env; or set it in the environment."
    )
    given(THING_FILE=str(tmp_path / "none"))
    assert "THING_FILE cannot be read (No such file or directory)" in refusal(env.text, "THING")


@pytest.mark.parametrize(("value", "meant"), [("1", True), ("YES", True), ("on", True), ("0", False), ("False", False)])
def test_flag_understands(given, value, meant):
    given(THING=value)
    assert env.flag("THING", default=not meant) is meant


def test_flag_refuses_anything_else(given):
    given(THING="perhaps")
    assert refusal(env.flag, "THING") == "THING is 'perhaps'. Write 1 or 0."


def test_number_within_bounds(given):
    assert env.number("THING", 7) == 7
    given(THING="30")
    assert env.number("THING", 7, least=1, most=30) == 30


@pytest.mark.parametrize("value", ["0", "31", "-3", "2.5", "many"])
def test_number_refuses_what_is_outside_or_no_number(given, value):
    given(THING=value)
    assert (
        refusal(env.number, "THING", 7, least=1, most=30) == f"THING is {value!r}. Write a whole number from 1 to 30."
    )


def test_choice_takes_only_what_is_offered(given):
    assert env.choice("THING", "redis", ["redis", "memory"]) == "redis"
    given(THING="disk")
    assert refusal(env.choice, "THING", "redis", ["redis", "memory"]) == "THING is 'disk'. Write one of: redis, memory."


def test_words_split_at_commas_and_drop_blanks(given):
    assert env.words("THING") == []
    given(THING=" a, b ,,c")
    assert env.words("THING") == ["a", "b", "c"]


def test_address_of_a_known_scheme(given):
    assert env.address("THING", "", ["https"]) is None
    given(THING="https://hamkke.example.org:8443/x")
    found = env.address("THING", "", ["http", "https"])
    assert (found.scheme, found.hostname, found.port) == ("https", "hamkke.example.org", 8443)


def test_address_refuses_other_schemes_and_ports_that_are_no_numbers(given):
    given(THING="ftp://example.org")
    assert (
        refusal(env.address, "THING", "", ["http", "https"]) == "THING begins with 'ftp'. Write http://… or https://…."
    )
    given(THING="https://example.org:web")
    assert "port that is no number" in refusal(env.address, "THING", "", ["https"])


def test_database_is_sqlite_where_none_is_named(given, tmp_path):
    found = env.database("THING", tmp_path / "here.sqlite3")
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", str(tmp_path / "here.sqlite3"))
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_database_from_a_postgres_address(given, tmp_path):
    given(THING="postgres://me:p%40ss@db.example.org:5433/hamkke")
    found = env.database("THING", tmp_path)
    keys = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
    assert [found[key] for key in keys] == [
        "django.db.backends.postgresql", "hamkke", "me", "p@ss", "db.example.org", 5433,
    ]  # fmt: skip


def test_database_on_a_socket(given, tmp_path):
    given(THING="postgres://postgres@%2Frun%2Fpostgresql/hamkke")
    assert env.database("THING", tmp_path)["HOST"] == "/run/postgresql"


def test_database_refuses_an_address_without_a_database(given, tmp_path):
    given(THING="postgres://me@db.example.org/")
    assert refusal(env.database, "THING", tmp_path).startswith("THING names no database.")


def test_setting_of_an_older_version_stops_the_start(given):
    said = "OLD is not read any more. Write NEW=1."
    given(OLD="1")
    with pytest.raises(env.EnvError, match=re.escape(said)):
        env.gone(name="OLD", instead="Write NEW=1.")
    for off in ("0", "no", ""):
        given(OLD=off)
        env.gone(name="OLD", instead="Write NEW=1.")


def test_socket_goes_where_it_is_wanted_unless_the_kernel_could_not_take_it():
    short, deep = Path("/srv/hamkke/var/redis.sock"), Path("/srv") / ("deep/" * 30) / "redis.sock"
    assert env.socket_path(short) == short
    assert env.socket_path(deep) == env.socket_path(deep)
    assert env.socket_path(deep).name == "redis.sock"
    assert len(str(env.socket_path(deep))) <= 100
    assert env.socket_path(deep) != env.socket_path(Path("/other") / deep.relative_to("/"))


def test_env_example_explains_every_setting_and_no_other():
    root = Path(env.__file__).resolve().parents[1]
    read = re.findall(r'env\.\w+\(\s*"([A-Z0-9_]+)"', (root / "litigation/settings.py").read_text())
    explained = re.findall(r"^([A-Z0-9_]+)=", (root / ".env.example").read_text(), re.MULTILINE)
    assert sorted(explained) == sorted(set(read))
