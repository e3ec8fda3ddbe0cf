"""Before a round is filed: what is checked binds. Each check stops it, or asks a named person for a reason."""
