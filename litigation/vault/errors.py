"""What the vault says when something it keeps cannot be trusted or is not there."""


class VaultError(Exception):
    """A sealed value or file was changed, cut or moved, or its key is not in the list. Names the place, never data."""


class MissingFile(VaultError, FileNotFoundError):
    """The vault holds no file of this name."""
