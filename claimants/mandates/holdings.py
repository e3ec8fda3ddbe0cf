"""What of the vault is of mandates: the sealed documents, those of ended ones too."""

from litigation.vault.holdings import Holding

HOLDINGS = (
    Holding(
        "claimants.Mandate",
        "document_name",
        prefix="mandates",
        sha256="document_sha256",
        claim="claim_id",
        case="claim__case_id",
    ),
)
