"""要素台账: the register of plots on screen: its table, its imports, its samples."""
