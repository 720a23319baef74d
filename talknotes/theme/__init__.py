"""What furo is given: templates, styles, scripts, and the data that they show."""
