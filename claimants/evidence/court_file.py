"""Which file of the vault the court gets of a piece of evidence. Pure."""

from dataclasses import dataclass

from claimants.evidence.body import Body
from litigation.kept import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtFile(Kept):
    stored_name: str
    sha256: str
    picture: dict
    """Body as a row; empty for a PDF."""

    @property
    def body(self) -> Body | None:
        """How a PDF shows the picture."""
        return Body(**self.picture) if self.picture else None
