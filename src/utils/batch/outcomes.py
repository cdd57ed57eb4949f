"""What came of a batch, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from utils.batch.jobs import Job

# The error of a page that an interruption left; the next batch makes it.
INTERRUPTED: Final = "Afbrudt, før siden var lavet."


@dataclass(frozen=True)
class Outcome:
    """What came of one job. error: one Danish line, "" when the page stands; without it the rest is empty.

    kept: the page was made earlier and nothing that it shows has changed. sha256: of the page. key: of all that the
    page shows and is made with (`inputs.key`). notebook_sha256: of the notebook as it was run. csv_sha256: of each
    csv file, by its place in the site. exhibits: id, title, kind, status.
    """

    job: Job
    error: str = ""
    status: str = ""
    seconds: float = 0.0
    sha256: str = ""
    key: str = ""
    notebook_sha256: str = ""
    csv_sha256: Mapping[str, str] = field(default_factory=dict)
    exhibits: Sequence[Mapping[str, Any]] = ()
    kept: bool = False


@dataclass(frozen=True)
class Summary:
    """What came of a batch: one outcome a job, in the order of the jobs.

    fault: what went wrong beside the pages (the index, the manifest), in Danish; "" when nothing did.
    """

    outcomes: Sequence[Outcome]
    seconds: float
    interrupted: bool = False
    fault: str = ""

    @property
    def standing(self) -> list[Outcome]:
        """The pages that the site has now, whether made or kept."""
        return [outcome for outcome in self.outcomes if not outcome.error]

    @property
    def made(self) -> list[Outcome]:
        """The pages that were made in this batch."""
        return [outcome for outcome in self.standing if not outcome.kept]

    @property
    def kept(self) -> list[Outcome]:
        """The pages of an earlier batch that still stand."""
        return [outcome for outcome in self.standing if outcome.kept]

    @property
    def failed(self) -> list[Outcome]:
        """The pages that were not made."""
        return [outcome for outcome in self.outcomes if outcome.error]

    @property
    def complete(self) -> bool:
        """Whether everything asked for is there; only then the exit status is 0."""
        return not (self.failed or self.fault or self.interrupted)
