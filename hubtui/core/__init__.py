"""What the program knows and does, without a screen.

Values that are made before the first frame are NamedTuples where nothing speaks against it: a dataclass costs half a
millisecond as it is defined, and the first frame has few of those to spend.
"""
