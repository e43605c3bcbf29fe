"""Other spellings of one name: traditional characters, widths, pinyin, short names.

Knows no database: a text is folded here, `targets.stores` keeps and asks what is folded.
"""
