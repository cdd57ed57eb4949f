"""From an executed notebook to a self-contained Danish page, and back to the exhibits that it holds."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final

from nbconvert import HTMLExporter
from nbformat import NotebookNode

from utils.errors import HkoError
from utils.publish import checks, csvs
from utils.publish import status as data_status

SITE: Final = "Handicapkompenserende ordninger i jobcentrene"
EXHIBIT_MIME: Final = "application/vnd.hko.exhibit+json"
BANNER_NOTES: Final = {
    data_status.SYNTHETIC: "Registrene bag siden er kunstigt fremstillede.",
    data_status.REGISTER: "Siden bygger på et registerudtræk og er ikke diskretioneret.",
}

_HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\sid="([^"]*)"')


def page(
    notebook: NotebookNode, title: str, status: str, csv_base: str = "data", home: str = "index.html",
    maximum_bytes: int = checks.MAXIMUM_BYTES, tables: int | None = None, figures: int | None = None,
) -> bytes:  # fmt: skip
    """The page of an executed notebook: lang "da", one h1 (the title), no code, nothing from outside.

    csv_base: folder of the exhibits' csv files as seen from the page ("data", "../data/707"). home: address
    of the index; "" leaves the link out. maximum_bytes: how heavy it may be. tables, figures: how many it shall hold.
    Raises HkoError when the result does not pass checks.page_problems.
    """
    _refuse_errors(notebook, title)
    resources = {"page": _page_values(title, data_status.validated(status), csv_base, home)}
    html, _ = _exporter().from_notebook_node(notebook, resources=resources)
    content = (html.strip() + "\n").encode("utf-8")
    problems = checks.page_problems(content, title, status, tables, figures, maximum_bytes)
    if problems:
        raise HkoError(f"Siden «{title}» kan ikke offentliggøres: {' '.join(problems)}")
    return content


def exhibits(notebook: NotebookNode) -> list[dict[str, Any]]:
    """The exhibits of an executed notebook in the order of its outputs.

    Keys: id, title, kind (table, figure, empty), status, alt, note, csv (the text of the csv file, str) and
    download (the file name with the status in it).
    """
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [dict(output["data"][EXHIBIT_MIME]) for output in outputs if EXHIBIT_MIME in output.get("data", {})]


def full_title(title: str, status: str) -> str:
    """What stands in <title>: the warning first, so that a narrow browser tab still shows it."""
    return " – ".join(part for part in (data_status.TITLE_WORDS[status], title, SITE) if part)


def _page_values(title: str, status: str, csv_base: str, home: str) -> dict[str, str]:
    return {
        "title": title,
        "full_title": full_title(title, status),
        "status": status,
        "banner": data_status.BANNERS[status],
        "banner_note": BANNER_NOTES.get(status, ""),
        "csv_base": csv_base.rstrip("/"),
        "home": home,
        "site": SITE,
    }


def _refuse_errors(notebook: NotebookNode, title: str) -> None:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                raise HkoError(f"Siden «{title}» kan ikke offentliggøres: en celle endte med {output.ename}.")


@cache
def _exporter() -> HTMLExporter:
    """One exporter a process: making it costs more than a page."""
    return HTMLExporter(
        template_name="template",
        extra_template_basedirs=[str(Path(__file__).parent)],
        filters={"page_body": _page_body, "chapters": _chapters},
        exclude_anchor_links=True,
        exclude_input=True,
    )


def _page_body(html: str, csv_base: str) -> str:
    """The cells' HTML with links to the csv files, headings with ascii ids, and without its own first h1.

    The page's title takes the place of the notebook's: it names the municipality, the notebook cannot.
    """
    html = re.sub(r"<h1[^>]*>.*?</h1>", "", html, count=1, flags=re.DOTALL)
    return _with_heading_ids(csvs.with_links(html, csv_base))


def _with_heading_ids(html: str) -> str:
    taken = set(_ID.findall(_HEADING.sub("", html))) | {"indhold"}

    def renamed(found: re.Match[str]) -> str:
        level, attributes, text = found.groups()
        name = _free(_slug(text), taken)
        taken.add(name)
        return f'<h{level}{_ID.sub("", attributes)} id="{name}">{text}</h{level}>'

    return _HEADING.sub(renamed, html)


def _slug(text: str) -> str:
    """An ascii id from a Danish heading: "Øgede løntimer" becomes "oegede-loentimer"."""
    plain = re.sub(r"<[^>]+>|&\w+;", "", text).lower()
    for letter, replacement in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        plain = plain.replace(letter, replacement)
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", plain))
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return name if name[:1].isalpha() else f"afsnit-{name}".rstrip("-")


def _free(name: str, taken: set[str]) -> str:
    candidates = [name, *(f"{name}-{number}" for number in range(2, len(taken) + 3))]
    return next(candidate for candidate in candidates if candidate not in taken)


def _chapters(html: str) -> list[tuple[str, str]]:
    """Id and text of every second-level heading, for the navigation."""
    headings = [found for found in _HEADING.findall(html) if found[0] == "2"]
    return [(_ID.findall(attributes)[0], re.sub(r"<[^>]+>", "", text)) for _, attributes, text in headings]
