"""The search of the site: what it knows of the pages, written when they are finished."""
