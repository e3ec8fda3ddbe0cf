"""The paper engine: frozen dataclass → HTML template → PDF, with pinned fonts and nothing fetched from anywhere."""
