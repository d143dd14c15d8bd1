"""The Hugging Face Hub in a terminal."""

__version__ = "0.1.0"
