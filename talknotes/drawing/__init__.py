"""Draws what pages say of other pages: headers of talks, programmes, lists, tooltips.

It knows the site (``content``), and the places that pages mark (``reading``).
"""
