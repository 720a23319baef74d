"""``make check``: says what is wrong with pages and catalogues, without building the site."""
