"""Workbooks of every form (.xlsx, .xls, .et, .ods, pages and XML saved as .xls), read apart.

Belongs here: what runs in the limited process, and what tells the forms apart. Does not: rows of
text, and anything that knows a list.
"""
