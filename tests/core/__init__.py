"""Tests of hubtui.core."""
