"""A repo's card: README.md cut into chunks, each read into blocks when it is needed. Nothing here knows a screen."""
