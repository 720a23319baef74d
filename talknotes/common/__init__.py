"""What every wing uses: files, problems, languages, addresses, dates and letters.

It knows no page and no talk, and imports nothing from the folders beside it.
"""
