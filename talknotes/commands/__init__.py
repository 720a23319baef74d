"""What the commands of the Makefile do: build, serve, begin a page."""
