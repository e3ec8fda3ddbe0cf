"""A PDF in the sandbox, looked at while somebody waits: only what decides whether it is taken. Nothing is drawn."""

import pikepdf

INPUT = "original"


def inspect():
    """What decides whether the file is taken at all: {"pages", "locked", "shape"}; shape: "", "xfa" or "portfolio"."""
    try:
        with pikepdf.open(INPUT) as pdf:
            return {"pages": len(pdf.pages), "locked": False, "shape": _shape(pdf)}
    except pikepdf.PasswordError:
        return {"pages": 0, "locked": True, "shape": ""}


def _shape(pdf):
    """ "portfolio" or "xfa" where the pages are only a cover for what a special program shows."""
    form = pdf.Root.get("/AcroForm")
    if "/Collection" in pdf.Root:
        return "portfolio"
    dynamic = pdf.Root.get("/NeedsRendering", False) or (form is not None and not len(form.get("/Fields", [])))
    return "xfa" if form is not None and "/XFA" in form and dynamic else ""
