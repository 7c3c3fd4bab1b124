"""The documents keep their word: Python blocks run, commands exist, links lead somewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.app import cli

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")
COMMAND = re.compile(r"^\s+(?:\$ )?kg ([a-z-]+)", re.MULTILINE)

BLOCKS = [(page, code) for page in PAGES for code in BLOCK.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("page", "code"), BLOCKS, ids=lambda value: value.name if isinstance(value, Path) else "code")
def test_python_blocks_run(page: Path, code: str, tmp_path: Path) -> None:
    """Every block of Python in the documents runs as it stands, in an empty folder beside the samples, and prints something."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=os.environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{page.name}: {done.stderr}"
    assert done.stdout.strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link names a file that is there."""
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_exist(page: Path) -> None:
    """Every `kg …` line of the documents names a verb that there is."""
    with cli.make_context("kg", ["--help"], resilient_parsing=True) as context:
        known = set(cli.list_commands(context))
    assert set(COMMAND.findall(page.read_text(encoding="utf-8"))) <= known
