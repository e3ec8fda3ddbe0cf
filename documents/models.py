"""Every model of this app, room by room: Django finds them here."""
