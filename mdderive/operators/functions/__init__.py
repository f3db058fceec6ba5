"""Scalar functions, one file each; they act entrywise. See `record.py` for what a record holds."""
