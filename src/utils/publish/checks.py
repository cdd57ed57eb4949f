"""What a finished page must have; each fault is a Danish sentence. Every page passes before it is written."""

import re
from base64 import b64decode
from collections import Counter
from typing import Final

from bs4 import BeautifulSoup, Tag

from utils.publish import status as data_status

ERROR_WORDS: Final = ("Traceback (most recent call last)", "papermill-error-cell-tag")
# What nbconvert writes into an image without alt text, so that scanners pass it.
FILLER: Final = "No description has been provided for this image"
SVG: Final = "data:image/svg+xml;base64,"
FETCHING: Final = ("src", "href", "srcset", "action", "poster", "data")
MAXIMUM_BYTES: Final = 400_000
_STYLE_ADDRESS: Final = re.compile(r"(?:url\(|@import)\s*['\"]?([^'\")\s]+)")


def page_problems(
    html: bytes,
    title: str = "",
    status: str = "",
    tables: int | None = None,
    figures: int | None = None,
    maximum_bytes: int = MAXIMUM_BYTES,
) -> list[str]:
    """Everything that is wrong with a page, in Danish; [] when it may be published.

    title: what its h1 should say. status: the data status that banner and <title> should tell.
    tables, figures: how many it should hold. What is not given is not compared. maximum_bytes: how heavy it may be.
    """
    soup = BeautifulSoup(html, "html.parser")
    return [
        *_head_problems(soup, title, status),
        *_banner_problems(soup, status),
        *_image_problems(soup),
        *_table_problems(soup),
        *_figure_problems(soup),
        *_id_problems(soup),
        *_address_problems(soup),
        *_error_problems(soup),
        *_count_problems(soup, tables, figures),
        *([f"Siden fylder {len(html)} byte, højst {maximum_bytes}."] if len(html) > maximum_bytes else []),
    ]


def _head_problems(soup: BeautifulSoup, title: str, status: str) -> list[str]:
    problems = []
    if not soup.html or soup.html.get("lang") != "da":
        problems.append('Sproget er ikke angivet som lang="da".')
    headings = [heading.get_text(strip=True) for heading in soup.find_all("h1")]
    if len(headings) != 1:
        problems.append(f"Siden har {len(headings)} overskrifter på øverste niveau (h1), den skal have 1.")
    elif title and headings[0] != title:
        problems.append(f"Overskriften er «{headings[0]}», ventet var «{title}».")
    page_title = soup.title.get_text() if soup.title else ""
    for word in (title, data_status.TITLE_WORDS.get(status, "")):
        if word not in page_title or not page_title.strip():
            problems.append(f"<title> er «{page_title}» og mangler «{word}».")
    return problems


def _banner_problems(soup: BeautifulSoup, status: str) -> list[str]:
    wanted = data_status.BANNERS.get(status, "")
    banner = soup.select_one("body > .banner")
    text = banner.get_text(" ", strip=True) if banner else ""
    return [] if wanted in text else [f"Banneret mangler: «{wanted}»."]


def _image_problems(soup: BeautifulSoup) -> list[str]:
    problems = [f"Et billede mangler alt-tekst ({_place(image)})." for image in soup.find_all("img") if not _alt(image)]
    empty = [image for image in soup.find_all("img") if not _shows_something(str(image.get("src", "")))]
    return problems + [f"Et billede er tomt ({_place(image)})." for image in empty]


def _shows_something(source: str) -> bool:
    """Whether a picture holds any mark; those of our figures are clipped to their axes, rules and frames are not."""
    if source.startswith(SVG):
        return b"clip-path" in b64decode(source.removeprefix(SVG))
    return len(source) >= 200


def _alt(image: Tag) -> str:
    text = str(image.get("alt", "")).strip()
    return "" if text == FILLER else text


def _place(tag: Tag) -> str:
    """The id of the nearest exhibit, so that a reader of the message finds the place."""
    holder = tag.find_parent(id=True)
    return f"i «{holder['id']}»" if holder else "uden for en figur"


def _table_problems(soup: BeautifulSoup) -> list[str]:
    problems = []
    for table in soup.find_all("table"):
        caption = table.find("caption")
        if not caption or not caption.get_text(strip=True):
            problems.append(f"En tabel mangler caption ({_place(table)}).")
        headings = table.find_all("th")
        if not headings or any(not heading.get("scope") for heading in headings):
            problems.append(f"En tabel har overskrifter uden scope ({_place(table)}).")
        if any(not heading.get_text(strip=True) for heading in headings):
            problems.append(f"En tabel har en tom overskrift ({_place(table)}).")
        if not table.find("td"):
            problems.append(f"En tabel er tom ({_place(table)}).")
    return problems


def _figure_problems(soup: BeautifulSoup) -> list[str]:
    problems = []
    for figure in soup.find_all("figure"):
        caption = figure.find("figcaption")
        if not caption or not caption.get_text(strip=True):
            problems.append(f"En figur mangler billedtekst («{figure.get('id', '')}»).")
        if not figure.find(["img", "table"]) and "empty" not in (figure.get("class") or []):
            problems.append(f"En figur er tom («{figure.get('id', '')}»).")
    return problems


def _id_problems(soup: BeautifulSoup) -> list[str]:
    counts = Counter(str(tag["id"]) for tag in soup.select("[id]"))
    repeated = [f"Id «{name}» findes {count} gange." for name, count in sorted(counts.items()) if count > 1]
    unsafe = [name for name in sorted(counts) if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]*", name)]
    fields = Counter(str(field["aria-label"]) for field in soup.select('[role="region"][aria-label]'))
    missing = [str(link["href"]) for link in soup.select('a[href^="#"]') if str(link["href"])[1:] not in counts]
    return [
        *repeated,
        *(f"{count} felter hedder det samme: «{name}»." for name, count in sorted(fields.items()) if count > 1),
        *(f"Id «{name}» har andre tegn end a–z, tal og bindestreg." for name in unsafe),
        *(f"Linket «{target}» peger på et sted, der ikke findes." for target in missing),
    ]


def _address_problems(soup: BeautifulSoup) -> list[str]:
    """Nothing on a page may point outside the site, as a link or as something to fetch."""
    places = [(tag, name) for name in FETCHING for tag in soup.select(f"[{name}]")]
    addresses = [str(tag[name]) for tag, name in places]
    styles = [str(tag["style"]) for tag in soup.select("[style]")]
    styles += [style.get_text() for style in soup.find_all("style")]
    addresses += [found for style in styles for found in _STYLE_ADDRESS.findall(style)]
    outside = sorted(
        {address for address in addresses if re.match(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", address, re.IGNORECASE)}
    )
    scripts = ["Siden indeholder et script."] if soup.find("script") else []
    return scripts + [f"Siden peger på en ekstern adresse: {address}" for address in outside]


def _error_problems(soup: BeautifulSoup) -> list[str]:
    text = str(soup.body or "")
    return [f"Siden viser en fejlmeddelelse: «{word}»." for word in ERROR_WORDS if word in text]


def _count_problems(soup: BeautifulSoup, tables: int | None, figures: int | None) -> list[str]:
    found = (
        ("tabeller", tables, len(soup.find_all("table"))),
        ("figurer", figures, len(soup.select("figure.figure"))),
    )
    return [
        f"Siden har {count} {name}, ventet var {expected}."
        for name, expected, count in found
        if expected is not None and count != expected
    ]
