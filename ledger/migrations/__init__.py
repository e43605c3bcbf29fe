"""The steps by which the tables came to be, oldest first; a step is never edited once released."""
