"""The embedded Hub: a small, faithful stand-in for the public one, on loopback."""
