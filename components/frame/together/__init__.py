"""Several people at one record: who else has it open, and who changed it just now."""
