"""Figures of speed and size, each beside its floor; run by ``python -m tests.benchmarks``."""
