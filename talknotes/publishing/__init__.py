"""What a site is beside its pages: heads and feeds for programs, books, the landing page."""
