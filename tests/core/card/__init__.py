"""Tests of hubtui.core.card."""
