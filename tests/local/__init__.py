"""Tests of hubtui.local."""
