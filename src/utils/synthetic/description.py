"""data/README.md: the causal structure, the synthetic registers and the data dictionary, in words."""

from pathlib import Path

from utils.paths import DATA
from utils.registers.dictionary import as_markdown
from utils.synthetic.structure import ARROWS, Structure

README = DATA / "README.md"

INTRODUCTION = """# data/

Filen er lavet af `python -m utils.synthetic.description`; en test holder den ved lige.

| hvad | status |
|---|---|
| `municipalities.csv`: kode, navn, region og indbyggere for de 98 kommuner (Danmarks Statistik, FOLK1A; 2018K4, 2019K4 \
og 2020K3) | virkelig; den eneste kilde til dem |
| `published/`: 1.820 trykte tal fra fem dokumenter, hvordan de sammenlignes, relationerne mellem dem \
med de fund, der ikke holder (`errata.csv`), og de trykte serier | virkelig |
| `codelists/`: koder til grupper, hver linje med kilde eller `inferred`; kan erstattes i `data.toml` | virkelig, dels udledt |
| `quality.toml`: reglerne for et tals kvalitet, 1–3 | egne regler |
| `simulations/`: hvad frie udtræk viser om dækning, udsagn og styrke (`make simulations`) | **syntetisk** |
| `examples/`: en csv til monitorering, som en kommune selv kan lave den; tallene er dem, Norddjurs har trykt | virkelig |
| `synthetic/`: registrene; laves af `hko data synthetic`, ligger ikke i git | **syntetisk** |

## Sådan er de syntetiske registre lavet

De ligner registrene i K21 9.3 og bærer rapportens trykte resultater, men ingen person i dem findes: hvert CPR-nummer har
dag + 60, så det tilhører ingen. Kommunernes rang af rammevilkår og typen af den enkelte casekommune er trukket (VIVEs rang \
og typerne er ikke offentlige); kun organiseringen i Høje-Taastrup, Holbæk og Vejen er den, K21 beskriver.

1. **Et frit udtræk** af strukturen nedenfor (`hko data synthetic --free` standser her). Kun det har tilfældig variation.
2. **En betingning** på de trykte tal: bevillinger, formål, udfald, udgifter og svar flyttes så lidt som muligt (et
   heltalsprogram med mindst mulig sum af ændringer), til de trykte andele, gennemsnit, forskelle og udsagn holder. Styrkerne
   nedenfor er det frie udtræks; efter betingningen er de andre (sammenhængen mellem størrelse og øgede løntimer er stærkere).
   Lykkes
   det ikke, trækkes der om; efter ti forsøg standser generatoren og nævner det mål, den ikke nåede.
3. **Ydelse, type, baggrund og job** deles ud efter udfaldene i hele antal inden for grupper, så de trykte fordelinger i
   K21 5.3.1, 5.3.4, 5.4 og 5.7 holder sammen; tabellen over assistancetype og ydelse er den nærmeste tabel af hele
   antal. De virker ikke på løntimerne: ydelsen følger formålet, og typen følger ydelsen. Isbryderordningen har også 28
   borgere fra 2020, fordi dens baggrund er trykt for 2018–2020 og ikke kan være andele af 41 borgere.

Personlig assistance fra 2016–2017, der stadig løber i 2018 eller 2019, hører med til bestanden (N24 tabel 2, K21 figur 23) og
tæller i intet andet; de fleste af de borgere har ingen bevilling i 2018–2019. Fuldtidspersoner uden et trykt tal bag er kun
af en rimelig størrelse.

Resultaterne skrives aldrig i kolonner: i filerne står kun uger, måneder, bevillinger, beløb og svar, og beregningen skal
selv finde tallene i dem igen.

## Årsagsstrukturen

| pil | hvad den siger | styrke |
|---|---|---|
"""

SCALES = """
Rammevilkår er rangen 1–98 (98 er bedst), kommunestørrelse log af indbyggertallet og anvendelsesgrad log af bevillinger pr.
indbygger, alle standardiserede; styrker er koefficienter, for andele på logit-skalaen. Hver kommune har desuden sin egen
tilfældige del.

## Registrene, felt for felt

"""


def strength(fields: dict[str, object]) -> str:
    """The coefficients that an arrow carries, as in the structure."""
    structure = Structure()
    return "; ".join(f"`{name}` = {getattr(structure, name)}" for name in fields)


def as_text() -> str:
    """The whole page."""
    rows = [f"| {name} | {meaning} | {strength(fields)} |" for name, _, _, meaning, fields in ARROWS]
    return INTRODUCTION + "\n".join(rows) + "\n" + SCALES + as_markdown()


def write(path: Path = README) -> None:
    """Writes the page."""
    path.write_text(as_text(), encoding="utf-8")


if __name__ == "__main__":
    write()
