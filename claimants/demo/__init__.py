"""Made-up people and specimen documents for demonstrations and tests. Nobody here exists; every document says so."""
