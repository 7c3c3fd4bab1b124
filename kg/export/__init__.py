"""The store's content as files: one exporter per format, found by its being in `kg/export/formats/`."""

from kg.export.exporter import Exporter, exporter_by_name, exporters
from kg.export.selection import Selection

__all__ = ["Exporter", "Selection", "exporter_by_name", "exporters"]
