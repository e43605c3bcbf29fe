"""Names of places as people write them: provinces, cities, counties, countries.

Belongs here: what finds a place by its name. Does not: where it lies.
"""
