"""How results look: Danish formats, exhibits, figures, tables, pages and the checks that a page must pass."""
