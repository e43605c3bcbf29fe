"""Texts of surveyors: 勘测定界 TXT, CASS and bare corners, read as features.

Other kinds of files belong to `geodata.readers`, which lists them all.
"""
