"""Roles."""

from kg.extract.annotations import Cluster, RoleMention
from kg.extract.entities.columns import Columns


def find_roles(columns: Columns, clusters: list[Cluster]) -> list[RoleMention]:
    """Return the roles."""
    return []
