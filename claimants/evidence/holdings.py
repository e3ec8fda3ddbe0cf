"""What of the vault is evidence's: originals, what the court gets of them, page images."""

from django.db.models import Q

from litigation.vault.holdings import Holding

_OF_CLAIM = {"claim": "claim_id", "case": "claim__case_id"}
_OF_PAGE = {"claim": "evidence__claim_id", "case": "evidence__claim__case_id"}
HOLDINGS = (
    Holding(  # an unsafe file is deleted at once; its row stays to tell of it
        "claimants.Evidence", "stored_name", prefix="evidence", sha256="sha256", where=~Q(scan="infected"), **_OF_CLAIM
    ),
    Holding("claimants.Evidence", "copy_name", prefix="copies", sha256="copy_sha256", **_OF_CLAIM),
    Holding("claimants.EvidencePage", "stored_name", prefix="pages", **_OF_PAGE),
    Holding("claimants.EvidencePage", "thumb_name", prefix="pages", **_OF_PAGE),
)
