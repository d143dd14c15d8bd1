"""Drawable parts: values in, messages out."""
