"""The embedded Hub, piece by piece and as a whole."""
