"""What is said about a chain, link, company, plot, trip, meeting or change.

Computed once, read by screens and papers. Form (columns of a table, pages, slides) does not
belong here.
"""
