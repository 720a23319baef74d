"""The rules of ``make check``: what is wrong with the texts of pages and catalogues, and where.

It knows the messages of pages and their translations (``translation``), and the glossary.
"""
