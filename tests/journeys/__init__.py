"""The real app, the real client and the embedded Hub over loopback."""
