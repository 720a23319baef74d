"""Begins a talk, a conference, a tool or a language: ``make talk`` and its sisters.

Each is a form that is filled in (`asking`) and becomes files, mostly from ``templates/``. What is
right is not said here again: the page is composed, and read as the site reads it.
"""
