"""Tests of hubtui.screens that need no Hub."""
