"""Makes analysis.ipynb of analysis.py, cell by cell: python3 deploy/notebook/make.py [--check]"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
ABOUT = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def cell(number, head, lines):
    text = "\n".join(lines).strip("\n")
    is_words = head.endswith("[markdown]")
    if is_words:
        text = "\n".join(line.removeprefix("#").removeprefix(" ") for line in text.split("\n"))
    common = {"id": f"cell-{number}", "metadata": {}, "source": text.splitlines(keepends=True)}
    if is_words:
        return {"cell_type": "markdown", **common}
    return {"cell_type": "code", "execution_count": None, "outputs": [], **common}


def notebook(text):
    cells, head, lines = [], None, []
    for line in [*text.split("\n"), "# %%"]:
        if line.startswith("# %%"):
            if head is not None:
                cells.append(cell(len(cells), head, lines))
            head, lines = line, []
        else:
            lines.append(line)
    whole = {"cells": cells, "metadata": ABOUT, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


made = notebook((HERE / "analysis.py").read_text())
file = HERE / "analysis.ipynb"
if "--check" in sys.argv:
    sys.exit(0 if file.exists() and file.read_text() == made else f"{file} is not what {__file__} makes of analysis.py")
file.write_text(made)
