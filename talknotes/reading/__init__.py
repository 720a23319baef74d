"""What pages are read with: the directives of a page's frame."""
