"""全市清单: the list behind a figure of the overview, with filters, files and ways on."""
