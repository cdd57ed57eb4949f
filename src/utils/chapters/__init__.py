"""One module per subject of the report: frames in, exhibits out. No file is read and no printed number known here."""
