"""Every way to make the annex, one function each: the same people, the same columns, the same fonts, into one PDF.

Run in a process of its own, as `python -m bench.engines direct 1000 cells.jsonl out.pdf`, so that what it costs can be told.
Each reads the same file (people.write_cells) and loads only what it needs. The floor is what no engine with these fonts can
do without: every text shaped once, packed, written.
"""

import sys
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "litigation" / "fonts"
SHOWN = {"with_birth_date": True, "with_nationality": True}


def direct(count, cells, out):
    """Ours, tagged as it leaves the house."""
    from documents.papers import layouts
    from documents.rendering.direct.court import Text
    from documents.rendering.direct.table import write_table

    style = layouts.annex(columns(count), case_name="손해배상(국)", count=count)
    rows = ([_cell(cell, Text) for cell in row] for row in _rows(cells))
    with open(out, "wb") as file:
        write_table(style, rows, file, title="별지 1 원고 명단")


def _cell(pairs, text):
    return pairs[0][0] if len(pairs) == 1 else tuple(text(*pair) for pair in pairs)


def floor(count, cells, out):
    """HarfBuzz alone: one font a text, no lines broken, no grid, no tags, no subset."""
    import uharfbuzz as hb

    def font(name):
        return hb.Font(hb.Face(hb.Blob.from_file_path(str(FONTS / f"{name}.ttf"))))

    korean, latin = font("NotoSerifKR_400Regular"), font("NotoSerif_400Regular")
    own = {
        "vi": latin, "mn": latin, "ru": latin, "": korean, "ar": font("Amiri_400Regular"),
        "th": font("NotoSansThai_400Regular"), "hi": font("NotoSansDevanagari_400Regular"),
        "bn": font("NotoSansBengali_400Regular"), "ja": font("NotoSansJP_400Regular"),
        "zh-Hans": font("NotoSansSC_400Regular"), "zh-Hant": font("NotoSansSC_400Regular"),
    }  # fmt: skip
    with open(out, "wb") as file:
        page = []
        for number, (text, lang) in enumerate(_texts(cells)):
            buffer = hb.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            hb.shape(latin if lang == "en" else own.get(lang, korean), buffer)
            x = 0
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                page.append(info.codepoint.to_bytes(2, "big"))
                x += place.x_advance
            page.append(b" Tj %d %d Td" % (x, number))
            if number % 60 == 59:
                file.write(zlib.compress(b"".join(page), 6))
                page = []
        file.write(zlib.compress(b"".join(page), 6))


def weasyprint_naive(count, cells, out):
    """WeasyPrint as one writes it first: one table, its columns found by itself."""
    _weasyprint(_html(count, cells, auto=True), out)


def weasyprint_fixed(count, cells, out):
    """WeasyPrint with `table-layout: fixed`, as our template asks."""
    _weasyprint(_html(count, cells, auto=False), out)


def chromium(count, cells, out):
    import subprocess
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as home:
        page = Path(home) / "annex.html"
        page.write_text(_html(count, cells, auto=False), encoding="utf-8")
        subprocess.run(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={home}/profile",
                "--no-pdf-header-footer", f"--print-to-pdf={out}", page.as_uri(),
            ],
            check=True, capture_output=True, env=_private_fonts(home),
        )  # fmt: skip


def typst(count, cells, out):
    from tempfile import TemporaryDirectory

    import typst as engine

    widths = ", ".join(f"{column.width}mm" for column in columns(count))
    heads = ", ".join(f"[*{column.heading}*]" for column in columns(count))
    families = '"Noto Serif KR", "Noto Serif", "Noto Sans SC", "Noto Sans JP", "Amiri", "Noto Sans Thai"'
    families += ', "Noto Sans Devanagari", "Noto Sans Bengali"'
    margins = "(top: 45mm, right: 20mm, bottom: 30mm, left: 20mm)"
    source = [
        f'#set page(paper: "a4", margin: {margins}, numbering: "- 1 -")',
        f'#set text(font: ({families}), size: 12pt, lang: "ko")',
        "#set par(leading: 7.2pt)",
        f"= 원고 명단\n#table(columns: ({widths}), stroke: 0.4pt, table.header({heads}),",
        *(", ".join(map(_typst_cell, row)) + "," for row in _rows(cells)),
        ")",
    ]
    with TemporaryDirectory() as home:
        file = Path(home) / "annex.typ"
        file.write_text("\n".join(source), encoding="utf-8")
        engine.compile(str(file), output=str(out), font_paths=[str(FONTS)], ignore_system_fonts=True)


def reportlab(count, cells, out):
    """ReportLab's long table. It neither joins Arabic nor falls back to another font: less than the others do."""
    from html import escape

    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("Korean", str(FONTS / "NotoSerifKR_400Regular.ttf")))
    style = ParagraphStyle("cell", fontName="Korean", fontSize=12, leading=19.2, wordWrap="CJK")
    head = ParagraphStyle("head", parent=style, alignment=TA_CENTER)
    rows = [[Paragraph(column.heading, head) for column in columns(count)]]
    rows += [
        [Paragraph("<br/>".join(escape(text) for text, _lang in cell), style) for cell in row] for row in _rows(cells)
    ]
    widths = [column.width * mm for column in columns(count)]
    table = LongTable(rows, colWidths=widths, repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.4, "#444444")])
    margins = {"topMargin": 45 * mm, "rightMargin": 20 * mm, "bottomMargin": 30 * mm, "leftMargin": 20 * mm}
    SimpleDocTemplate(str(out), pagesize=A4, **margins).build([table])


# What they share


def columns(count):
    from documents.papers import layouts

    return layouts.annex_columns(count, **SHOWN)


def _rows(cells):
    """The rows of the file: lists of cells, of [text, language] pairs."""
    import json

    with open(cells, encoding="utf-8") as file:
        yield from map(json.loads, file)


def _texts(cells):
    return (pair for row in _rows(cells) for cell in row for pair in cell)


def _typst_cell(cell):
    return "[" + " \\ ".join(_typst_text(*pair) for pair in cell) + "]"


def _typst_text(text, lang):
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    if lang in ("ko", ""):
        return f'#"{quoted}"'
    return f'#text(lang: "{lang.partition("-")[0]}", "{quoted}")'


def _html(count, cells, *, auto):
    """The annex as a page of HTML under the style sheet of the papers."""
    style = (ROOT / "templates" / "papers" / "court.css").read_text("utf-8")
    if auto:
        style += "table { table-layout: auto }"
        widths = ""
    else:
        widths = "".join(f'<col style="width: {column.width}mm">' for column in columns(count))
    heads = "".join(f'<th scope="col">{column.heading}</th>' for column in columns(count))
    align = ["" if column.align == "left" else ' class="center"' for column in columns(count)]
    rows = "\n".join(
        "<tr>" + "".join(f"<td{mark}>{_html_cell(cell)}</td>" for mark, cell in zip(align, row, strict=True)) + "</tr>"
        for row in _rows(cells)
    )
    opening = (
        '<p style="font-weight: 700; margin-bottom: 2mm">[별지 1]</p><h1 style="margin-bottom: 3mm">원고 명단</h1>'
    )
    opening += f'<p style="text-align: right; margin-bottom: 3mm">손해배상(국) 사건, 모두 {count:,}명</p>'
    return (
        f'<!doctype html><html lang="ko"><meta charset="utf-8"><title>x</title><style>{style}</style>{opening}'
        f"<table><colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _html_cell(cell):
    from html import escape

    if len(cell) == 1:
        return escape(cell[0][0])
    marked = {"ko": "", "": "", "en": ' class="roman"'}
    return "".join(
        f"<p{marked.get(lang, f' lang={lang}' + (' dir=rtl style=text-align:left' if lang == 'ar' else ''))}>{escape(text)}</p>"
        for text, lang in cell
    )


def _weasyprint(source, out):
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as home:
        _private_fonts(home)
        import weasyprint

        weasyprint.HTML(string=source).write_pdf(out)


def _private_fonts(home):
    """The environment in which only the fonts of the papers exist."""
    import os

    from litigation import fonts

    fonts.configure(Path(home) / "fontconfig")
    return dict(os.environ)


if __name__ == "__main__":
    globals()[sys.argv[1]](int(sys.argv[2]), *sys.argv[3:])
