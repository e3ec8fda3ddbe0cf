"""Do the tests notice? One small fault at a time is put into the functions of a room, and the room's tests run on it.

    make mutants ARGS="law"          a hundred faults drawn by seed 1
    make mutants ARGS="law 300 7"    so many, drawn by another seed; 0: every one

Nothing is written: the process forks once the tests are loaded and their database stands, and the child puts other code
into the functions that live there. What runs only at import (a table, a decorator) is not reached by that.
"""

import ast
import copy
import gc
import os
import random
import signal
import sys
import time
import traceback
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol

HERE = Path(__file__).resolve().parent.parent
GATE_TESTS = ["frame/test_gate.py", "../api/test_contract.py", "../architecture/test_other_case.py"]
ROOMS = {  # name → ({files: which functions and classes of them, none: all}, tests)
    "law": ({"law/*.py": ()}, ["law"]),
    "workflow": ({"workflow/actions.py": ()}, ["workflow"]),
    "rights": ({"accounts/rights.py": ()}, ["accounts/test_rights.py"]),
    "gate": ({"frame/gate.py": ()}, GATE_TESTS),
}
PAIRS = "Lt LtE, Gt GtE, Eq NotEq, In NotIn, Is IsNot, And Or, Add Sub, Mult FloorDiv"
SWAPS = {getattr(ast, a): getattr(ast, b) for pair in PAIRS.split(", ") for a, b in (pair.split(), pair.split()[::-1])}
OUTCOMES = {0: "survived", 1: "killed", -signal.SIGALRM: "killed", 3: "impossible"}  # any other: this program is wrong


def faults(tree, names):
    """(line, what, owner, field, place, node) of each fault: in the owner's field, at that place, that node instead."""
    tops = [each for each in tree.body if not names or getattr(each, "name", "") in names]
    functions = [each for top in tops for each in ast.walk(top) if isinstance(each, ast.FunctionDef)]
    owners = dict.fromkeys(owner for each in functions for line in each.body for owner in (line, *ast.walk(line)))
    for owner in dict.fromkeys([*functions, *owners]):
        if isinstance(owner, ast.Assert) or (isinstance(owner, ast.keyword) and owner.arg == "strict"):
            continue  # they only catch mistakes of ours
        for field, value in ast.iter_fields(owner):
            if isinstance(owner, ast.FunctionDef) and field != "body":
                continue
            for place, node in enumerate(value if isinstance(value, list) else [value]):
                for what, other in _others(node):
                    line = getattr(node, "lineno", None) or owner.lineno
                    yield line, what, owner, field, place if isinstance(value, list) else None, other


def _others(node):
    """What could stand here instead: (in words, node)."""
    if type(node) in SWAPS:
        yield f"{type(node).__name__} → {SWAPS[type(node)].__name__}", SWAPS[type(node)]()
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "without not", node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{node.value} → {not node.value}", ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield from ((f"{node.value} → {node.value + step}", ast.Constant(node.value + step)) for step in (1, -1))
    elif isinstance(node, ast.Return) and ast.unparse(node) not in ("return", "return None"):
        yield "return None", ast.Return(ast.Constant(None))
    elif isinstance(node, ast.AugAssign | ast.Raise) or (
        isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant | ast.Yield)
    ):
        yield f"without “{ast.unparse(node)[:60]}”", ast.Pass()


def code_with(tree, owner, field, place, other):
    """The module's code with the fault; lines stay where they are, since functions are found by them."""
    before = getattr(owner, field)
    at = before if place is None else before[place]
    new = ast.fix_missing_locations(ast.copy_location(copy.deepcopy(other), at if hasattr(at, "lineno") else owner))
    setattr(owner, field, new if place is None else [*before[:place], new, *before[place + 1 :]])
    try:
        return compile(tree, "fault", "exec", dont_inherit=True)
    finally:
        setattr(owner, field, before)


def put_in(path, code):
    """Give the functions of this file that live here the other code. ValueError: one closes over another number of names."""
    new, todo = {}, [code]
    while todo:
        inner = [each for each in todo.pop().co_consts if isinstance(each, CodeType)]
        new |= {(each.co_qualname, each.co_firstlineno): each for each in inner}
        todo += inner
    for each in gc.get_objects():  # by exact type: what is lazy wakes when it is asked for its class
        if type(each) is FunctionType and each.__code__.co_filename == str(path):
            each.__code__ = new.get((each.__code__.co_qualname, each.__code__.co_firstlineno), each.__code__)
        elif type(each) is _lru_cache_wrapper and each.__module__.startswith("litigation."):
            each.cache_clear()  # what was found without the fault


class Mutants:
    """What pytest does in place of its usual run."""

    def __init__(self, files, count, seed):
        self.files, self.count, self.seed, self.survivors = files, count, seed, []

    def pytest_runtestloop(self, session):
        began = time.monotonic()
        assert passes(session.items[:1])  # sets the database up, for every child
        whole = forked(lambda: 0 if passes(session.items) else 1, most=3600)
        if os.waitpid(whole, 0)[1]:
            sys.exit("The tests fail as they are, so they tell nothing of a fault.")
        every = [(path, tree, *fault) for path, tree, names in self.files for fault in faults(tree, names)]
        some = random.Random(self.seed).sample(every, min(self.count or len(every), len(every)))
        print(f"{len(some)} of {len(every)} faults", flush=True)
        some.sort(key=lambda each: (str(each[0]), each[2]))
        self.run(some, session.items, most=60 + 4 * (time.monotonic() - began))
        return True

    def run(self, some, items, most):
        outcomes, running = [], {}
        while some or running:
            while some and len(running) < os.cpu_count():
                path, tree, line, what, *fault = some.pop(0)
                pid = forked(lambda: finds(path, code_with(tree, *fault), items), most)  # noqa: B023  run at once
                running[pid] = f"{path.relative_to(HERE)}:{line}  {what}"
            pid, status = os.wait()
            place, outcome = running.pop(pid), OUTCOMES[os.waitstatus_to_exitcode(status)]
            outcomes.append(outcome)
            if outcome == "survived":
                self.survivors.append(place)
                print(f"  survived  {place}", flush=True)
        killed, of = outcomes.count("killed"), len(outcomes) - outcomes.count("impossible")
        print(f"{killed} of {of} killed: {killed * 100 / (of or 1):.1f} %", flush=True)


def finds(path, code, items):
    """0 where no test notices, 1 where one does, 3 where the living function cannot take the code."""
    try:
        put_in(path, code)
    except ValueError:
        return 3
    return 0 if passes(items) else 1


def passes(items):
    following = [*items[1:], items[0].session]
    return all(
        not report.failed
        for item, after in zip(items, following, strict=True)
        for report in runtestprotocol(item, nextitem=after, log=False)
    )


def forked(work, most):
    """Do it in a child that ends with what it returns, or by the alarm; its process id."""
    if pid := os.fork():
        return pid
    code = 2  # where this machinery itself breaks
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, most)
        said, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        code = work()
    except BaseException:  # noqa: BLE001  told, and then this child ends
        os.write(said, traceback.format_exc().encode())
    finally:
        os._exit(code)


def main(name="", count="100", seed="1"):
    if name not in ROOMS:
        sys.exit(f"Name a room: {', '.join(ROOMS)}. Like: make mutants ARGS=law")
    files, tests = ROOMS[name]
    paths = [(path, names) for each, names in files.items() for path in sorted((HERE / "litigation").glob(each))]
    plugin = Mutants([(path, ast.parse(path.read_text()), names) for path, names in paths], int(count), int(seed))
    code = pytest.main(["-qs", "-p", "no:cacheprovider", *(f"tests/litigation/{each}" for each in tests)], [plugin])
    return 1 if plugin.survivors else code


if __name__ == "__main__":
    os.chdir(HERE)
    sys.path.insert(0, str(HERE))
    sys.exit(main(*sys.argv[1:]))
