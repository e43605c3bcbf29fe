"""What may be wrong with the ledger's database, in words, and whether it can be reached now."""
