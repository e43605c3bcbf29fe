"""看图谱: the pieces of one chain, as graph, panel, table, four-part analysis and presentation."""
