"""What every folder uses: files, problems, languages, addresses, dates; no page, no talk."""
