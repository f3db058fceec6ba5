"""One module per format of notes; `mdderive.notes.find` gathers them."""
