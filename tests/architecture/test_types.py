"""The verbs and readers of every room say what they take and give; the checker of types (mypy) is told of each of them."""

import ast
import re
import tomllib
from fnmatch import fnmatchcase

import pytest
from django.conf import settings

APPS = ("litigation", "claimants", "documents")
IS_ASKED = re.compile(r"(actions|queries)(_\w+)?\.py")
REASONED = re.compile(r"# type: ignore\[[a-z-]+(, ?[a-z-]+)*\]  # \w")
BY_PLACE = {  # verbs that take something by its place, and why
    "litigation.ledger.actions": "record(verb), look(verb), through(door): the verb is the sentence, the rest its words",
    "litigation.workflow.actions": "move(row, to): reads as what happens",
    "litigation.jobs.actions": "start(kind), pause(job): the one thing the verb is about, called from everywhere",
    "litigation.cases.actions.load_pack": "the name of a pack, as its command takes it",
    "litigation.cases.actions_rule.is_known": "a question about a case",
    "litigation.cases.actions_versions": "lock(case), add(model, newest, content): what every writer of versions says first",
    "claimants.claims.actions.holding": "with holding(claim): a state, not an act",
    "claimants.claims.actions.editing": "with editing(claim): the same",
    "claimants.eligibility.actions.draft_moved_on": "a question, handed to the engine of jobs",
    "claimants.eligibility.actions.rule_moved_on": "the same",
    "claimants.evidence.actions.stored": "with stored(made): a state, not an act",
    "documents.texts.actions.strange_placeholders": "a question about a text",
    "documents.packages.actions.stretch": "computes an item, writes nothing",
    "documents.packages.actions.refuse_unless_put_together": "a guard, asked by downloads too",
    "documents.proceedings.actions.extension_of": "a question about a deadline",
}


def modules():
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            if IS_ASKED.fullmatch(path.name):
                yield ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts), path.read_text()


def public_functions(source):
    return [
        each
        for each in ast.parse(source).body
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and not each.name.startswith("_")
    ]


def untyped(function):
    """The names of what has no type: arguments, and "return"."""
    args = function.args
    every = [*args.posonlyargs, *args.args, *args.kwonlyargs, *filter(None, [args.vararg, args.kwarg])]
    return [each.arg for each in every if each.annotation is None] + (["return"] if function.returns is None else [])


def by_place(function):
    args = function.args
    return bool(args.posonlyargs or args.args or args.vararg)


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("def f(*, a: int) -> None: ...", []),
        ("def f(a: int, *, b) -> None: ...", ["b"]),
        ("def f(*a, **b): ...", ["a", "b", "return"]),
        ("def f(a, /, b: int) -> int: ...", ["a"]),
        ("async def f(a: int): ...", ["return"]),
    ],
)
def test_the_test_sees_what_has_no_type(source, wrong):
    assert untyped(public_functions(source)[0]) == wrong


def test_verbs_and_readers_say_what_they_take_and_give():
    found = [
        f"{module}.{function.name}: {', '.join(missing)}"
        for module, source in modules()
        for function in public_functions(source)
        if (missing := untyped(function))
    ]
    assert not found, "Write the type of each argument and of what comes back:\n" + "\n".join(found)


def test_verbs_name_what_they_take():
    placed = {
        f"{module}.{function.name}"
        for module, source in modules()
        if "actions" in module.rpartition(".")[2]
        for function in public_functions(source)
        if by_place(function)
    }
    unreasoned = {name for name in placed if name not in BY_PLACE and name.rpartition(".")[0] not in BY_PLACE}
    assert not unreasoned, f"An action takes its arguments by name (def act(*, …)): {sorted(unreasoned)}"
    used = placed | {name.rpartition(".")[0] for name in placed}
    assert set(BY_PLACE) <= used, f"No such exception is needed any more: {sorted(set(BY_PLACE) - used)}"


def test_the_checker_is_told_of_each_of_them():
    told = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["tool"]["mypy"]
    patterns = [each for rule in told["overrides"] if rule.get("ignore_errors") is False for each in rule["module"]]
    silent = [module for module, _ in modules() if not any(fnmatchcase(module, each) for each in patterns)]
    assert not silent, f"mypy says nothing of these; name them in pyproject.toml: {silent}"


def test_what_the_checker_is_told_to_pass_over_has_a_reason():
    bare = [
        f"{path.relative_to(settings.BASE_DIR)}:{number}"
        for app in APPS
        for path in sorted((settings.BASE_DIR / app).rglob("*.py"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if "type: ignore" in line and not REASONED.search(line)
    ]
    assert not bare, f"Write `# type: ignore[code]  # why`: {bare}"
