"""Companies in the ledger: stored, read, their contacts, and what was decided of their links."""
