"""Panels of the claimant's home, from rooms above."""

from litigation.web.panels import Panels

panels = Panels()
register = panels.register
