"""Small screens over the others, dismissed with a value or None."""
