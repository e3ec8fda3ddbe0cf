"""Panels of the claim's page on the desk, from rooms above."""

from litigation.web.panels import Panels

panels = Panels()
register = panels.register
