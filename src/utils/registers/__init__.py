"""The registers: their dictionary, where they lie, how they are read and what can be wrong with them."""
