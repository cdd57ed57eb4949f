"""The three kinds of data status, and the words a reader meets for each (design, section 3).

A computed number takes the weakest status of its inputs: one synthetic input makes it synthetic.
"""

from typing import Final

PUBLISHED: Final = "published"
REGISTER: Final = "register"
SYNTHETIC: Final = "synthetic"

# Beside every exhibit.
LABELS: Final = {
    PUBLISHED: "Offentliggjorte tal",
    REGISTER: "Registerudtræk – ikke til offentliggørelse",
    SYNTHETIC: "Syntetiske data – ikke virkelige tal",
}
# In the names of downloaded files.
FILE_WORDS: Final = {PUBLISHED: "offentliggjort", REGISTER: "register", SYNTHETIC: "syntetisk"}
# Across the top of every page; printed and official numbers need no warning.
BANNERS: Final = {
    PUBLISHED: "",
    REGISTER: "Ikke til offentliggørelse – registerudtræk",
    SYNTHETIC: "Syntetiske data – ikke virkelige tal",
}
# Before the title of a page.
TITLE_WORDS: Final = {PUBLISHED: "", REGISTER: "Ikke til offentliggørelse", SYNTHETIC: "Syntetiske data"}


def validated(status: str) -> str:
    """The status itself, or a ValueError that names the three allowed ones."""
    if status not in LABELS:
        raise ValueError(f"Ukendt datastatus «{status}»; tilladt er {', '.join(LABELS)}.")
    return status


def marked(title: str, status: str) -> str:
    """The title of a table, with the word where the numbers are synthetic: a cropped table must still say it."""
    return f"{title} – syntetiske data" if validated(status) == SYNTHETIC else title


def download_name(exhibit_id: str, status: str) -> str:
    """The name a downloaded csv gets: "k21-figur-32-syntetisk.csv"."""
    return f"{exhibit_id}-{FILE_WORDS[validated(status)]}.csv"
