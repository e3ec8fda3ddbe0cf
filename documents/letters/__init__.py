"""Papers for the claimants themselves, in their own language: what they sent, and where their claim stands."""
