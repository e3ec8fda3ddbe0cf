"""Theories that come with a case pack: theories.toml.

    [[theories]]        key, standing, defendant, rule, citation, [theories.title]
    [[starts]]          key, limb, start, source, confidence, [starts.text]: days counsel may choose from
    [default]           objective = "<key of a start>", note = "…"

A theory is stored once and belongs to counsel afterwards, and so does the start of its time.
"""

from litigation.cases.signals import pack_loaded
from litigation.errors import DomainError
from litigation.theories.actions import add_basis
from litigation.theories.models import Theory


def store(sender, *, case, pack, loaded, **_):
    """Add the theories of the pack that the case has not yet, each with the pack's start, not yet confirmed."""
    known = set(case.theories.values_list("key", flat=True))
    starts = [_start(each) for each in pack.theories.get("starts", ())]
    for position, said in enumerate(pack.theories.get("theories", ()), start=1):
        if said["key"] not in known:
            theory = Theory.objects.create(case=case, position=position, starts=starts, **said)
            _add_default(theory, pack.theories.get("default", {}), starts)
            loaded.added.append(f"theory {theory.key}")


def _start(said: dict) -> dict:
    return said | {"start": said["start"].isoformat()}


def _add_default(theory, default: dict, starts: list[dict]) -> None:
    for limb in ("objective", "subjective"):
        if limb in default:
            found = next((each for each in starts if each["key"] == default[limb]), None)
            if found is None:
                sentence = f"theories.toml: there is no start “{default[limb]}” to count from."
                raise DomainError("case.pack_unusable", sentence)
            add_basis(theory=theory, limb=limb, start=found["start"], event=found["text"], note=default["note"])


pack_loaded.connect(store, dispatch_uid="theories.store")
