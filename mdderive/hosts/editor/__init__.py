"""The language server: what editors are told while a note is being written."""
