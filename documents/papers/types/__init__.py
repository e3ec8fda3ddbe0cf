"""One file per court paper, with the Paper class of its type and what registers it; nothing else is to be edited."""
