"""The sources' definitions as functions: one measure a function, no file is read here."""
