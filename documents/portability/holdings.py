"""What of the vault is of copies of one's data."""

from litigation.vault.holdings import Holding

HOLDINGS = (
    Holding(
        "documents.DataCopy",
        "stored_name",
        prefix="data",
        sha256="sha256",
        claim="claim_id",
        case="claim__case_id",
    ),
)
