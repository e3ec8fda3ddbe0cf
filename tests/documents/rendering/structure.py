"""What a screen reader would stumble over: the rules of PDF/UA-1 (ISO 14289-1, 7) that a file shows by itself."""

import io

import pikepdf

WITHIN = {
    "LI": {"L"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
}
ONLY = {"L": {"LI", "L", "Caption"}, "Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "TR": {"TH", "TD"}}
PAINTS = set("Tj TJ ' \" S s f F f* B B* b b* Do sh BI".split())


def flaws(pdf: bytes, *, claimed=True) -> list[str]:
    """What is wrong with the structure of a file; nothing where all is well. claimed: the file says that it is PDF/UA."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if "/StructTreeRoot" not in document.Root:
            return ["no structure"]
        tree = document.Root.StructTreeRoot
        return [*_undeclared(document, claimed), *_misplaced(tree, "Root"), *_unowned(document, tree)]


def _undeclared(document, claimed):
    root = document.Root
    xmp = root.Metadata.read_bytes().decode() if "/Metadata" in root else ""
    facts = {
        "language": bool(str(root.Lang)),
        "marked": bool(root.MarkInfo.Marked),
        "title is shown": bool(root.ViewerPreferences.DisplayDocTitle),
        "title": not claimed or "<dc:title>" in xmp,
        "PDF/UA-1": claimed == ("pdfuaid:part" in xmp),
    }
    return [name for name, is_so in facts.items() if not is_so]


def _misplaced(element, kind):
    kids = [kid for kid in element.K if not isinstance(kid, int) and "/S" in kid]
    for kid in kids:
        own = str(kid.S)[1:]
        if kind not in WITHIN.get(own, {kind}) or own not in ONLY.get(kind, {own}):
            yield f"{own} in {kind}"
        yield from _misplaced(kid, own)
    if kind == "Table" and "TH" not in _kinds(element):
        yield "Table without TH"
    if kind == "Figure" and not str(element.get("/Alt", "")):
        yield "Figure without words"


def _kinds(element):
    found = set()
    for kid in element.K:
        if not isinstance(kid, int):
            found |= {str(kid.get("/S"))[1:], *(_kinds(kid) if "/K" in kid else ())}
    return found


def _unowned(document, tree):
    """Marks without an element that knows them, twice drawn, or missing; and what is drawn under no mark at all."""
    owners = dict(zip(tree.ParentTree.Nums[::2], tree.ParentTree.Nums[1::2], strict=True))
    for number, page in enumerate(document.pages, start=1):
        marks, bare = _drawn(page)
        owned = owners[page.obj.StructParents]
        if sorted(marks) != list(range(len(owned))):
            yield f"marks of page {number}"
        if any(mark not in list(owner.K) for mark, owner in enumerate(owned)):
            yield f"owners of page {number}"
        if bare:
            yield f"untagged on page {number}: {bare}"


def _drawn(page):
    """(marks in the order they are drawn, painting operators outside of marks and artifacts)."""
    marks, bare, within = [], set(), []
    for operands, operator in pikepdf.parse_content_stream(page):
        command = str(operator)
        if command in ("BDC", "BMC"):
            mark = operands[1].get("/MCID") if command == "BDC" else None
            marks += [] if mark is None else [int(mark)]
            within.append(mark is not None or str(operands[0]) == "/Artifact")
        elif command == "EMC":
            within.pop()
        elif command in PAINTS and not any(within):
            bare.add(command)
    return marks, bare
