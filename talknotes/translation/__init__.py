"""Translated pages for any Sphinx site that is written in MyST Markdown; knows nothing of talks."""
