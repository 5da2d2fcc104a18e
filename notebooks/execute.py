"""Runs notebooks from top to bottom: [--save] FILE... Says which cells fail or say something else than what is saved.

A cell with the tag "varies" may say something else, as long as it answers in the same kinds (text, table, picture). Pictures are
never compared. With --save the notebooks are written with what their cells have said.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

HERE = Path(__file__).resolve().parent
MOST_SECONDS = 300


def main(arguments):
    save = "--save" in arguments
    problems = []
    for name in (name for name in arguments if name != "--save"):
        problems += run(Path(name), save)
    print("\n".join(problems) or "done")
    return 1 if problems else 0


def run(path, save):
    saved = nbformat.read(path, as_version=4)
    notebook = nbformat.read(path, as_version=4)
    try:
        NotebookClient(
            notebook,
            timeout=MOST_SECONDS,
            record_timing=False,
            coalesce_streams=True,
            resources={"metadata": {"path": str(HERE)}},
        ).execute()
    except CellExecutionError as failure:
        return [f"{path.name}: {failure}"]
    if save:
        for cell in notebook.cells:
            cell.metadata.pop("execution", None)
        notebook.metadata.pop("language_info", None)
        nbformat.write(notebook, path)
        return complaints(path, notebook)
    return complaints(path, notebook) + differences(path, saved, notebook)


def complaints(path, notebook):
    """What a cell has said on standard error: a warning that nobody has read yet."""
    return [
        f"{path.name}, cell {number}, on standard error: {output.text}"
        for number, cell in code_cells(notebook)
        for output in cell.outputs
        if output.output_type == "stream" and output.name == "stderr"
    ]


def differences(path, saved, notebook):
    found = []
    for (number, before), (_, after) in zip(code_cells(saved), code_cells(notebook), strict=True):
        varies = "varies" in after.metadata.get("tags", [])
        said, says = told(before, varies), told(after, varies)
        if said != says:
            found.append(f"{path.name}, cell {number}, is saved with:\n{said}\nand now says:\n{says}")
    return found


def told(cell, kinds_only):
    """What a cell has answered, text for text; of pictures, and of all where only kinds count, the kind."""
    answers = []
    for output in cell.outputs:
        data = {"text/plain": output.text} if output.output_type == "stream" else output.get("data", {})
        picture = any(kind.startswith("image/png") for kind in data)
        answers += [kind if kinds_only or picture else f"{kind}: {text}" for kind, text in sorted(data.items())]
    return "\n".join(answers)


def code_cells(notebook):
    return [(number, cell) for number, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
