"""Dates and numbers per language (settings.FORMAT_MODULE_PATH): Django's own are ambiguous in en and wrong in mn."""
