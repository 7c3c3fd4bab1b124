"""What validation finds and what it leaves."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is."""

    VIOLATION = "violation"  # wrong: it stays out
    WARNING = "warning"  # missing but not wrong: it goes in


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One shape that one node does not meet."""

    focus: str  # IRI of the node
    shape: str  # IRI of the shape
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one article's quads.

    `accepted` and `quarantined` are sorted N-Quads and together all that came in, except that what both need (the
    article itself, shared entities) stands in both. An article with a violation of its own is quarantined whole.
    """

    findings: tuple[Finding, ...]
    accepted: bytes
    quarantined: bytes = b""
    claims: int = 0  # accepted
    quarantined_claims: int = 0

    @property
    def conforms(self) -> bool:
        """Tell whether nothing is wrong; warnings do not count."""
        return not self.violations

    @property
    def violations(self) -> tuple[Finding, ...]:
        """Return the findings that keep something out."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.VIOLATION)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return the findings that keep nothing out."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.WARNING)
