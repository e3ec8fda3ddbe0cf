"""What of the vault is of papers. Names come from the content, so one that no row names today may be named again tomorrow."""

from litigation.vault.holdings import Holding

HOLDINGS = (
    Holding(
        "documents.PaperFile",
        "stored_name",
        prefix="papers",
        sha256="sha256",
        case="filing__round__case_id",
        random=False,
    ),
)
