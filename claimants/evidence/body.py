"""What of a photo goes to the court: stretches of a file and how a PDF reads them. Made in the sandbox, when the file comes.

The page images that people judge are drawn from it, and the exhibit is written from it without decoding anything.
Imports nothing of the project, since the sandbox works with it too.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

SPACES = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}  # by the number of components
# Exif orientation → matrix that maps the unit square of the stored picture onto the upright one.
TURNS = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


@dataclass(frozen=True)
class Body:
    """A picture as a PDF holds it."""

    pieces: Sequence[Sequence[int]]
    """(from, to) of its packed data in the file."""
    width: int
    height: int
    components: int
    packing: str
    """DCTDecode, or FlateDecode in the rows of a PNG."""
    inverted: bool = False
    turn: int = 1
    """Exif orientation 1..8."""

    @property
    def upright(self) -> tuple[int, int]:
        """(width, height) as it is looked at."""
        return (self.height, self.width) if self.turn >= 5 else (self.width, self.height)

    def data(self, source) -> list[memoryview]:
        """The packed data: views of the file, nothing is copied."""
        view = memoryview(source)
        return [view[first:last] for first, last in self.pieces]

    def entries(self) -> str:
        """What the picture's object says of it, without its length."""
        decode = "/Decode[1 0 1 0 1 0 1 0]" if self.inverted else ""
        rows = f"/DecodeParms<</Predictor 15/Colors {self.components}/Columns {self.width}>>"
        return (
            f"/Type/XObject/Subtype/Image/Width {self.width}/Height {self.height}/ColorSpace/{SPACES[self.components]}"
            f"/BitsPerComponent 8{decode}/Filter/{self.packing}{rows if self.packing == 'FlateDecode' else ''}"
        )

    def placed(self, width, height, x=0.0, y=0.0) -> bytes:
        """The drawing that puts the picture, named /Evidence, upright into a box."""
        a, b, c, d, e, f = TURNS[self.turn]
        matrix = (a * width, b * height, c * width, d * height, e * width + x, f * height + y)
        return ("q " + " ".join(f"{value:.3f}" for value in matrix) + " cm /Evidence Do Q\n").encode()

    def as_row(self) -> dict:
        return asdict(self) | {"pieces": [list(piece) for piece in self.pieces]}


def of_jpeg(found) -> Body:
    """jpeg.Jpeg as it stands in its file."""
    frame = found.frame
    return Body(found.pieces, frame.width, frame.height, frame.components, "DCTDecode", found.inverted, found.turn)


def of_png(source) -> Body:
    """A PNG that the sandbox wrote: eight bits, grey or colour, rows from top to bottom, nothing but the picture."""
    pieces, at = [], 8
    while at < len(source):
        end = at + 8 + int.from_bytes(source[at : at + 4])
        if source[at + 4 : at + 8] == b"IDAT":
            pieces.append((at + 8, end))
        at = end + 4
    width, height = int.from_bytes(source[16:20]), int.from_bytes(source[20:24])
    return Body(tuple(pieces), width, height, {0: 1, 2: 3}[source[25]], "FlateDecode")
