"""The detail view: everything about one repo, in tabs."""
