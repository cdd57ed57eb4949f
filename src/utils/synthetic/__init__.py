"""Synthetic registers: a free draw from a written structure, then a conditioning on the printed results."""
