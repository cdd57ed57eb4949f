"""What the publications printed, and what the registers give when the same number is computed again."""
