"""mdderive: checks the matrix calculus in course notes and writes out the missing steps."""

__version__ = "0.1.0"
