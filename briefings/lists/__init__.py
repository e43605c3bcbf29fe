"""全市清单: the rows behind each figure of the overview, over all chains."""
