"""What the site is about: facts of talks, the glossary, and the site as a whole.

From the front matter of a page to its facts, to the record of the page, to the site that all
records make. It draws nothing.
"""
