"""The Hub as Python: what can be asked, what comes back, what can go wrong."""
