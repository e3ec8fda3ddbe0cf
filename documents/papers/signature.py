"""A signature drawn from pen strokes, each a list of points in any unit: as SVG, and as a PDF draws it. Pure."""

from collections.abc import Sequence


def signature_svg(strokes: Sequence[Sequence[tuple[float, float]]]) -> bytes:
    """The strokes as one SVG, cut to their box. Only numbers go in, so nothing of the claimant's can be markup."""
    moved, width, height, pen = _cut_to_box(strokes)
    lines = " ".join(
        f"M{spots[0]} L" + " ".join(spots[1:] or spots)  # a dot is a line of no length, which round caps make visible
        for spots in ([f"{x:.2f} {y:.2f}" for x, y in stroke] for stroke in moved)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.2f} {height:.2f}">'
        f'<path d="{lines}" fill="none" stroke="#10234a" stroke-width="{pen:.2f}" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    ).encode()


def signature_operators(strokes, x, top, width, height) -> bytes:
    """The same drawn by a PDF into a box whose upper left corner is (x, top): as large as fits, in its middle."""
    moved, wide, high, pen = _cut_to_box(strokes)
    scale = min(width / wide, height / high)
    left, low = x + (width - wide * scale) / 2, top - (height - high * scale) / 2
    lines = "".join(
        f"{spots[0]} m " + "".join(f"{spot} l " for spot in spots[1:] or spots)
        for spots in ([f"{x:.2f} {y:.2f}" for x, y in stroke] for stroke in moved)
    )
    matrix = f"{scale:.5f} 0 0 {-scale:.5f} {left:.3f} {low:.3f} cm"
    return f"q {matrix} 0.063 0.137 0.29 RG {pen:.2f} w 1 J 1 j {lines}S Q\n".encode()


def _cut_to_box(strokes):
    """(strokes moved into their box, its width and height with room for the pen, the pen's width)."""
    points = [(float(x), float(y)) for stroke in strokes for x, y in stroke]
    if not points:
        raise ValueError("a signature has at least one point")
    left, top = min(x for x, _y in points), min(y for _x, y in points)
    width = max(x for x, _y in points) - left or 1.0
    height = max(y for _x, y in points) - top or 1.0
    pen = max(width / 90, height / 40)
    moved = [[(x - left + pen, y - top + pen) for x, y in stroke] for stroke in strokes if stroke]
    return moved, width + 2 * pen, height + 2 * pen, pen
