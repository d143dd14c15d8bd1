"""Tests of hubtui.widgets."""
