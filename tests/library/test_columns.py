"""Columns chosen of a table: real dialects, rows left out, labels in words, and a sample where there are too many."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigradient.data import TableError, read_table, table_columns
from tests.fuzz import fuzzed

PENGUINS = [
    ("Adelie", "Torgersen", 39.1, 18.7, "MALE"),
    ("Adelie", "Torgersen", 39.5, 17.4, "FEMALE"),
    ("Adelie", "Torgersen", None, None, None),
    ("Gentoo", "Biscoe", 46.1, 13.2, "FEMALE"),
    ("Gentoo", "Biscoe", 50.0, 16.3, "MALE"),
]
NAMES = ("species", "island", "bill_length", "bill depth", "sex")


def written(
    separator: str = ",",
    *,
    missing: str = "",
    quote: str = "",
    decimal: str = ".",
    end: str = "\n",
    index: str | None = None,
    first: int = 0,
    start: str = "",
) -> bytes:
    """The penguins as a program writes them: `index` is the name of a column that counts from `first`."""

    def cell(value: Any) -> str:
        if value is None:
            return missing
        return f"{quote}{value}{quote}" if isinstance(value, str) else str(value).replace(".", decimal)

    rows = [[cell(value) for value in row] for row in PENGUINS]
    names = [f"{quote}{name}{quote}" for name in NAMES]
    if index is not None:
        rows = [[cell(str(i) if quote else i), *row] for i, row in enumerate(rows, start=first)]
        names = [*([index] if index != "R" else []), *names]
    return (start + "".join(separator.join(row) + end for row in [names, *rows])).encode()


#: By program: the table, and the number of the column bill_length.
PROGRAMS: dict[str, tuple[bytes, int]] = {
    "pandas, with its index": (written(index=""), 4),
    "pandas, without": (written(), 3),
    "Excel in German": (written(";", decimal=",", end="\r\n", start="\ufeff"), 3),
    "Excel in German, as Unicode text": (written("\t", decimal=",", end="\r\n").decode().encode("utf-16"), 3),
    "R, write.table": (written(" ", missing="NA", quote='"', index="R", first=1), 4),
    "R, write.csv": (written(missing="NA", quote='"', index='""', first=1), 4),
    "R, write.csv2": (written(";", missing="NA", quote='"', decimal=",", index='""', first=1), 4),
    "a database": (written("\t", missing="NULL"), 3),
    "an old Mac": (written(end="\r"), 3),
    "seaborn-data": (written(end="\r\n"), 3),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_columns_of_what_programs_write(program: str) -> None:
    table, x = PROGRAMS[program]
    by_number = read_table(table, columns=[x, x + 1])
    assert by_number.points == [[39.1, 18.7], [39.5, 17.4], [46.1, 13.2], [50.0, 16.3]]
    assert by_number.rows.described() == {
        "read": 5,
        "used": 4,
        "left_out": [{"reason": "missing", "count": 1, "lines": [4]}],
        "sample": None,
    }
    by_name = read_table(table, columns=["Bill_Length", "species"], labels=(0, 1))
    assert by_name.points == [[39.1, 0.0], [39.5, 0.0], [46.1, 1.0], [50.0, 1.0]]
    assert by_name.words == ("Adelie", "Gentoo")
    assert by_name.chosen == [x, x - 2]
    two = read_table(table, 2, columns=["bill depth", x, "sex"])
    assert two.points == [[18.7, 39.1, 1.0], [17.4, 39.5, 0.0], [13.2, 46.1, 0.0], [16.3, 50.0, 1.0]]
    with pytest.raises(TableError) as refused:
        read_table(table)
    assert refused.value.code == "many_columns"


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_there_is_to_choose(program: str) -> None:
    table, x = PROGRAMS[program]
    for inputs, labels, proposed in ((1, None, [x, x + 1]), (1, (0, 1), [x, x - 1]), (2, (0, 1), [x, x + 1, x - 1])):
        found = table_columns(table, inputs, labels)
        assert found.proposed == proposed
        assert read_table(table, inputs, columns=found.proposed).chosen == proposed
        described = {column["name"]: column for column in found.described()["columns"]}
        assert described["bill_length"] == {
            "number": x,
            "name": "bill_length",
            "kind": "number",
            "low": 39.1,
            "high": 50.0,
            "missing": 1,
            "distinct": 4,
        }
        assert (described["sex"]["kind"], described["sex"]["missing"], described["sex"]["distinct"]) == ("text", 1, 2)


#: A table, the numbers of its columns, and what there is to begin a choice with, for the line and for a neuron.
PROPOSED: list[tuple[str, list[int], list[int]]] = [
    ("id,hours,grade\n1,2,0.5\n2,4,1", [2, 3], [2, 3]),
    ("y,z,x\n1,2,3\n4,5,6", [3, 1], [3, 1]),
    ("passed,hours,year\nno,2,1999\nyes,4,2001", [2, 3], [2, 1]),
    ("1,2,0.5\n3,4,0.25", [1, 3], [1, 3]),
    ("name,town\nAnn,Bonn\nBob,Kiel", [1, 2], [1, 2]),
    ("x,y\n1,2\n2,", [1, 2], [1, 2]),
    ("a,b,c\n1,2,\n3,4,", [1, 2], [1, 2]),
    ("a,b,c\n1,2,3\n3,4,what\n5,6,7", [1, 2], [1, 2]),
]


@pytest.mark.parametrize(("table", "line", "neuron"), PROPOSED)
def test_a_first_choice(table: str, line: list[int], neuron: list[int]) -> None:
    assert table_columns(table).proposed == line
    assert table_columns(table, labels=(0, 1)).proposed == neuron


def test_what_was_meant_otherwise_has_no_columns() -> None:
    for table, code in (("-1:0.2, 1, 2:0.9", "ragged_point"), ("1,2,3\n4 5,6\n7,8,9", "ragged"), ("", "empty")):
        with pytest.raises(TableError) as refused:
            table_columns(table)
        assert refused.value.code == code


def test_rows_that_are_left_out_are_counted_and_their_lines_told() -> None:
    rows = ["# a comment", "a,b,c", *(f"{i},{i},7" for i in range(20))]
    rows[4], rows[9], rows[12:18] = "2,n/a,7", "7,late,7", [f"{i},,7" for i in range(10, 16)]
    table = read_table("\n".join(rows), columns=[1, "b"])
    assert [i for i, _ in table.points] == [0.0, 1.0, 3.0, 4.0, 5.0, 6.0, 8.0, 9.0, *map(float, range(16, 20))]
    assert table.rows.described() == {
        "read": 20,
        "used": 12,
        "left_out": [
            {"reason": "missing", "count": 7, "lines": [5, 13, 14, 15, 16]},
            {"reason": "no_number", "count": 1, "lines": [10]},
        ],
        "sample": None,
    }
    assert [note.sentence for note in table.notes] == [
        "Line 2 was read as the names of the columns.",
        "7 rows were left out, as a cell is empty: lines 5, 13, 14, 15 and 16, and more.",
        "One row was left out, as a cell is not a number: line 10.",
        "One comment was left out.",
    ]


def test_a_cell_that_is_no_number_is_left_out_only_of_a_choice() -> None:
    table = "x,y\n1,2\n2,late\n3,4"
    with pytest.raises(TableError) as refused:
        read_table(table)
    assert refused.value.code == "no_number"
    assert read_table(table, columns=["x", "y"]).points == [[1.0, 2.0], [3.0, 4.0]]
    for cell, code in (("1,234.5", "thousands"), ("1e9", "beyond"), ("0.5", "point")):
        with pytest.raises(TableError) as refused:
            read_table(f"x;y\n0,5;2\n2;{cell}\n3;4", columns=[1, 2])
        assert refused.value.code == code  # what is a number, but not of these, is no gap
    with pytest.raises(TableError) as refused:
        read_table("x,y\n1,2\n2,4\n3,1.5", columns=[1, 2], labels=(0, 2))
    assert refused.value.code == "label"
    with pytest.raises(TableError) as refused:
        read_table("x,y\nAnn,2\nBob,4\n3,1", columns=[1, 2])  # mostly words
    assert refused.value.code == "no_number"


#: The words of a label, as the table has them, and those that become 0 and 1.
LABELS = [
    (("yes", "no"), ("no", "yes")),
    (("True", "False"), ("False", "True")),
    (("ja", "nein"), ("nein", "ja")),
    (("J", "N"), ("N", "J")),
    (("high", "low"), ("low", "high")),
    (("beta", "Alpha"), ("Alpha", "beta")),
    (("Übung", "Arbeit"), ("Arbeit", "Übung")),
    ((">50K", "<=50K"), ("<=50K", ">50K")),
    (("x" * 99, "y" * 99), ("x" * 64, "y" * 64)),
]


@pytest.mark.parametrize(("kinds", "words"), LABELS)
def test_two_kinds_of_words_are_labels(kinds: tuple[str, str], words: tuple[str, str]) -> None:
    table = read_table(f"a;b\n1;{kinds[0]}\n2;{kinds[1]}\n3;{kinds[0]}\n4;\n", labels=(0, 1))
    assert table.words == words
    one = kinds[0].startswith(words[1])
    assert table.points == [[1.0, float(one)], [2.0, float(not one)], [3.0, float(one)]]
    (note,) = (note for note in table.notes if note.code == "labels")
    assert note.sentence == f"The labels in column 2 are words: {words[0]} is 0 and {words[1]} is 1."


def test_a_sample_is_drawn_in_the_order_of_the_table() -> None:
    rows = [f"{i},{i % 7}" if i % 50 else f"{i}," for i in range(3000)]
    tables = [read_table("\n".join(rows), most=100, seed=seed) for seed in (0, 0, 1)]
    drawn = [[x for x, _ in table.points] for table in tables]
    assert drawn[0] == drawn[1] != drawn[2]
    for table, xs in zip(tables, drawn, strict=True):
        assert len(xs) == len(set(xs)) == 100
        assert xs == sorted(xs)
        assert all(y == x % 7 and x % 50 for x, y in table.points)
        described = table.rows.described()
        assert (described["read"], described["used"]) == (3000, 100)
        assert described["sample"] == {"of": 2940, "seed": table.rows.seed}
    spread = [sum(x < 1500 for x in xs) for xs in drawn]
    assert all(30 < count < 70 for count in spread)
    assert tables[2].notes[-1].sentence == (
        "100 rows were drawn at random from 2940, with seed 1; they stand in the table\u2019s order."
    )
    exact = read_table("\n".join(rows[1:6]), most=5)
    assert exact.rows.sampled_from is None
    assert len(exact.points) == 5


def test_a_long_table_is_read_to_its_end() -> None:
    rows = [f"{i},0.5" for i in range(5000)]
    assert read_table("\n".join([*rows, "9e5,0.5"]), most=10**6).points[-1] == [9e5, 0.5]
    found = table_columns("\n".join([*rows, "9e5,0.5"]))
    assert found.columns[0].described()["high"] == 9e5
    with pytest.raises(TableError, match=r"^line 5001, column 2: is not a number$"):
        read_table("\n".join([*rows, "1,half"]))
    with pytest.raises(TableError, match="5001"):
        read_table("\n".join([*rows, "1,2,3"]))


@st.composite
def gaps(draw: Any) -> tuple[str, list[int], list[list[float]], int]:
    """A random table with gaps, the columns to choose, the points of its whole rows, and how many rows have gaps."""
    width, inputs = draw(st.integers(3, 6)), draw(st.sampled_from([1, 2]))
    values = st.floats(-1e6, 1e6) | st.sampled_from(["", "NA", "what"])
    rows = draw(st.lists(st.lists(values, min_size=width, max_size=width), min_size=1, max_size=8))
    rows += [[float(i)] * width for i in range(len(rows))]  # so that no column is mostly words
    random.Random(len(rows)).shuffle(rows)
    chosen = draw(st.permutations(range(1, width + 1)))[: inputs + 1]
    text = draw(st.sampled_from(",;\t")).join
    lines = [text(f"name{i}" for i in range(width)), *(text(str(cell) for cell in row) for row in rows)]
    taken = [[row[i - 1] for i in chosen] for row in rows]
    points = [row for row in taken if all(isinstance(cell, float) for cell in row)]
    return "\n".join(lines), list(chosen), points, sum(any(cell != "" for cell in row) for row in rows) - len(points)


@fuzzed(60)
@given(gaps())
def test_the_whole_rows_of_any_choice_are_taken(table: tuple[str, list[int], list[list[float]], int]) -> None:
    text, chosen, points, left_out = table
    read = read_table(text, len(chosen) - 1, columns=chosen)
    assert read.points == points
    assert sum(map(len, read.rows.left_out.values())) == left_out
    assert read.rows.read == left_out + read.rows.used
    named = read_table(text, len(chosen) - 1, columns=[f"name{number - 1}" for number in chosen])
    assert named.points == points
