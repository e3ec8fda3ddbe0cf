"""What the vault remembers of its keys."""

from django.db import models


class KeyMark(models.Model):
    """By what a key is known again. A key under a known id with another mark is a wrong key (canary.py)."""

    key_id = models.CharField(max_length=16, unique=True, help_text="The id of the key in HAMKKE_VAULT_KEYS.")
    mark = models.CharField(max_length=64, help_text="SHA-256 of a subkey made for this alone; the key is not in it.")
    created_at = models.DateTimeField(auto_now_add=True, help_text="When this instance first knew the key.")

    class Meta:
        ordering = ["created_at"]
