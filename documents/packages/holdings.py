"""What of the vault is of packages. Their bytes are compared by nightly.py; here it is only asked whether they are there."""

from litigation.vault.holdings import Holding

HOLDINGS = (
    Holding("documents.PackageFile", "stored_name", prefix="papers", case="package__round__case_id", random=False),
    Holding(
        "documents.BookVolume",
        "stored_name",
        prefix="books",
        sha256="sha256",
        case="package__round__case_id",
        random=False,
    ),
)
