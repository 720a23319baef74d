"""The rules of ``make check``: what is wrong with the texts of pages and catalogues, and where."""
