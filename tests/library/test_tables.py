"""The reader of tables: each dialect, each refusal, and random tables written in every dialect and read back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from antigradient.data import TableError, read_table
from antigradient.data.columns import LONGEST_NAME
from antigradient.data.dialects import MOST_COLUMNS
from antigradient.words import LANGUAGES
from tests.fuzz import fuzzed

P = [[0.5, 0.2], [2.5, 0.9]]
THREE = [[-1.0, 2.0, 0.0], [0.5, 1.0, 1.0]]

#: What is read, the points that it means, and what was assumed.
READ: list[tuple[str | bytes, list[list[float]], set[str]]] = [
    ("0.5,0.2\n2.5,0.9", P, set()),
    ("0.5,0.2\r\n2.5,0.9\r\n", P, set()),
    ("0.5,0.2\r2.5,0.9\r", P, set()),
    ("x,y\r0.5,0.2\r2.5,0.9", P, set()),
    ("x,y\n0.5,0.2\n2.5,0.9\n", P, set()),
    ("y,x\n0.2,0.5\n0.9,2.5", P, {"header", "by_name"}),
    ("Y , X\n0.2,0.5\n0.9,2.5", P, {"header", "by_name"}),
    ("z,y,prediction,x\n9,0.2,7,0.5\n9,0.9,7,2.5\n", P, {"header", "by_name", "left_out"}),
    ("hours,grade\n0.5,0.2\n2.5,0.9\n", P, {"header", "by_place"}),
    ("t (h:min),y\n0.5,0.2\n2.5,0.9", P, {"header", "by_place"}),
    ("grade,x\n0.2,0.5\n0.9,2.5", P, {"header", "by_place"}),
    ('"weight\nin kg","height, m"\n0.5,0.2\n2.5,0.9', P, {"header", "by_place"}),
    # an index column
    (",x,y\n0,0.5,0.2\n1,2.5,0.9", P, {"header", "by_name", "index"}),
    (",a,b\nfoo,0.5,0.2\nbar,2.5,0.9", P, {"header", "by_place", "index"}),
    ("id,x,y\n7,0.5,0.2\n9,2.5,0.9", P, {"header", "by_name", "left_out"}),
    ("id;a;b\n1;0.5;0.2\n2;2.5;0.9", P, {"header", "by_place", "index"}),
    ("#,a,b\n0,0.5,0.2\n1,2.5,0.9", P, {"header", "by_place", "index"}),
    ("#\tx\ty\n0\t0.5\t0.2\n1\t2.5\t0.9", P, {"header", "by_name", "index"}),
    ('a b\n"row 1" 0.5 0.2\n"row 2" 2.5 0.9', P, {"header", "by_place", "index"}),  # as R writes it
    ("id,grade\n1,0.2\n2,0.9", [[1.0, 0.2], [2.0, 0.9]], {"header", "by_place"}),  # here it is x
    # quotes
    ('"0.5","0.2"\n"2.5","0.9"', P, set()),
    ('"x","y"\n"0.5", "0.2"\n"2.5",0.9', P, set()),
    # separators
    ("x\ty\n0.5\t0.2\n2.5\t0.9", P, set()),
    ("x;y\n0.5;0.2\n2.5;0.9", P, set()),
    ("x y\n0.5 0.2\n2.5 0.9", P, set()),
    ("  x    y\n  0.5  0.2\n 2.5   0.9  ", P, set()),
    ("0.5 \t 0.2\n2.5\t0.9", P, set()),
    ("0.5, 0.2\n 2.5 , 0.9", P, set()),
    # decimal commas
    ("x;y\n0,5;0,2\n2,5;0,9", P, {"decimal_comma"}),
    ("0,5 0,2\n2,5 0,9", P, {"decimal_comma"}),
    ("0,5\t0,2\n2,5\t0,9", P, {"decimal_comma"}),
    ('"0,5","0,2"\n"2,5","0,9"', P, {"decimal_comma"}),
    ("x;y\n3;0,1\n4;1,0", [[3.0, 0.1], [4.0, 1.0]], {"decimal_comma"}),
    ("x;y\n,5;0,2\n2,5;,9", P, {"decimal_comma"}),
    ("1,234;0,5\n2,345;1,111", [[1.234, 0.5], [2.345, 1.111]], {"decimal_comma"}),  # 0,5 shows what the comma is
    ("1,2;3,4\n5,6;7,8", [[1.2, 3.4], [5.6, 7.8]], {"decimal_comma"}),
    # numbers
    ("\u22120.5,+0.2\n25e-1,.9", [[-0.5, 0.2], [2.5, 0.9]], set()),
    ("5.,1E2\n0007,1e\u22122", [[5.0, 100.0], [7.0, 0.01]], set()),
    ("\u00a00.5,0.2\u00a0\n2.5,0.9", P, set()),
    # encodings
    ("\ufeffx,y\n0.5,0.2\n2.5,0.9", P, set()),
    (b"\xef\xbb\xbfx,y\r\n0.5,0.2\r\n2.5,0.9", P, set()),
    ("\ufeffx;y\r\n0,5;0,2\r\n2,5;0,9".encode("utf-16-le"), P, {"decimal_comma"}),
    ("\ufeffx\ty\n0.5\t0.2\n2.5\t0.9".encode("utf-16-be"), P, set()),
    ("Größe;y\n0.5;0.2\n2.5;0.9".encode("cp1252"), P, {"encoding", "header", "by_place"}),
    # comments, blank lines, separators at the end
    ("# source\nx,y\n0.5,0.2\n# more\n2.5,0.9\n#end", P, {"comments"}),
    ("\n\n \n0.5,0.2\n\n,\n2.5,0.9\n,\n", P, set()),
    ("0.5,0.2,\n2.5,0.9,\n", P, set()),
    ("x;y;\n0.5;0.2;;\n2.5;0.9;\n", P, set()),
    ("0.5,0.2\n2.5,0.9,\n", P, set()),
    ("x,y,comment\n0.5,0.2,\n2.5,0.9,late", P, {"left_out"}),
    ("# y x\n0.2 0.5\n0.9 2.5", P, {"header", "by_name"}),  # as numpy writes it
    ("# by \"whom\nx,y\n0.5,0.2\n2.5,0.9", P, {"comments"}),
    # points as links write them
    ("0.5:0.2,2.5:0.9", P, set()),
    ("0.5:0.2, 2.5 : 0.9", P, set()),
    ("0.5:0.2\n2.5:0.9", P, set()),
    ("0.5:.2;25e-1:0.9", P, set()),
    ("y:x\n0.2:0.5\n0.9:2.5", P, set()),
    ("# two\n0.5:0.2 2.5:0.9", P, {"comments"}),
    # two inputs
    ("x1,x2,y\n-1,2,0\n0.5,1,1\n", THREE, set()),
    ("y,x2,x1\n0,2,-1\n1,1,0.5\n", THREE, {"header", "by_name"}),
    ("x₁;X_2;y\n-1;2;0\n0,5;1;1\n", THREE, {"decimal_comma"}),
    ("y,a,b\n0,-1,2\n1,0.5,1\n", THREE, {"header", "by_place"}),
    ("-1,2,0\n0.5,1,1\n", THREE, set()),
    ("-1:2:0, 0.5:1:1", THREE, set()),
    ("-1 2 0\n0,5 1 1\n", THREE, {"decimal_comma"}),
    # rows without a value
    ("x,y\n0.5,0.2\n1,\n2.5,0.9", P, {"rows_missing"}),
    ("x;y\n;0,3\n0,5;0,2\nNA;NA\n2,5;0,9", P, {"decimal_comma", "rows_missing"}),
    ("0.5,0.2\nnan,inf\n2.5,0.9", P, {"rows_missing"}),
    # labels in words
    ("x,y\n3,Gentoo\n1,Adelie", [[3.0, 1.0], [1.0, 0.0]], {"labels"}),
    ("3\tyes\n1\tno", [[3.0, 1.0], [1.0, 0.0]], {"labels"}),
]  # fmt: skip

CARS = (
    ",mpg,cyl,disp,hp,drat,wt,qsec,vs,am,gear,carb\nMazda RX4,21,6,160,110,3.9,2.62,16.46,0,1,4,4\n"
    "Datsun 710,22.8,4,108,93,3.85,2.32,18.61,1,1,4,1\n"
)

#: What is refused, for how many inputs, the code, and words of the sentence.
REFUSED: list[tuple[str | bytes, int, str, str]] = [
    ("", 1, "empty", "has no points"),
    ("\n \n", 1, "empty", "has no points"),
    ("#\n#\n", 1, "empty", "has no points"),
    ("# only this\n", 1, "empty", "has no points"),
    ("x,y\n", 1, "empty", "has no points"),
    (b"PK\x03\x04\x14\x00", 1, "spreadsheet", "save the sheet as CSV"),
    ("1,2".encode("utf-16-le"), 1, "no_text", "is not text"),
    (b"\xff\xfe\x00", 1, "no_text", "is not text"),
    ("1\n2\n", 1, "one_column", "line 1 has one column where this loss takes 2, x and y"),
    ("name\n\n1\n", 1, "one_column", "has one column"),
    ("1,2\n" + "x" * 140_000 + ",3", 1, "long_cell", "line 2 has a cell of more than 131072 characters"),
    ('1,"0.5\n2,0.5\n', 1, "quote", "has a quote that is out of place"),
    ('1,0.5\n"2"x,0.5\n', 1, "quote", "line 2 has a quote that is out of place"),
    ("1,2\n3,4,5\n", 1, "ragged", "line 2 has 3 columns where line 1 has 2"),
    ("1,2,3\n3,4\n5,6", 1, "ragged", "line 1 has 3 columns where line 2 has 2"),
    ("x,y\n\n1\n2,3", 1, "ragged", "line 3 has 1 column where line 4 has 2"),
    ("-1:0.2, 1, 2:0.9", 1, "ragged_point", "point 2 has 1 value where it needs 2"),
    ("a\n0:0", 1, "ragged_point", "point 1 has 1 value where it needs 2"),
    ("1:2:3, 4:5:6", 1, "many_columns", "has 3 columns where this loss takes 2"),
    ("a b c\n1 2\n3 4", 1, "header_width", "line 1 has 3 names where the rows below have 2 columns"),
    (":".join("1" * 201), 1, "wide", "has more than 200 columns"),
    (",".join("1" * 201), 1, "wide", "has more than 200 columns"),
    ("x;y\n3;0,1\n4;1,0", 2, "few_columns", "has 2 columns where this loss takes 3: x1, x2 and y"),
    ("1,2\n3,4", 2, "few_columns", "has 2 columns"),
    (CARS, 1, "many_columns", "12 columns where this loss takes 2, x and y: column 1 (text), mpg (numbers), cyl"),
    (CARS, 2, "many_columns", "name 3 of them in columns, or call them x1, x2 and y in a first line"),
    ("id,hours,grade\n7,1,2\n9,3,4", 1, "many_columns", "id (whole numbers), hours (whole numbers)"),
    ("1,2,3\n2,4,5", 1, "many_columns", "column 1 (whole numbers), column 2 (whole numbers)"),
    ("a,b,c\n1,x,\n2,3,", 1, "many_columns", "b (numbers and text) and c (nothing)"),
    ("0,5, 0,2\n1,5, 0,3", 1, "many_columns", "has 4 columns"),
    ("x,x,y\n1,2,3", 1, "twice", "two columns that are called x"),
    ("x,y,z\n1,2,0\n2,3,1", 2, "names", "has a column x where this loss takes x1, x2 and y"),
    ("x,y\n1,\n,3\n", 1, "missing", "line 2, column 2: is empty"),
    ("x,y\n,2\nNA,3", 1, "missing", "line 2, column 1: is empty"),
    ("1:2, 3:, 5:6", 1, "missing", "point 2, value 2: is empty"),
    ("x,y\n1,one\n2,two\n3,three\n4,one", 1, "kinds", "column 2 holds 3 kinds of words where labels are"),
    ("x,y\n1,one\n2,one", 1, "kinds", "column 2 holds one kind of word where"),
    ("y,id,x\n1,a,2\n3,b,z", 1, "no_number", "line 3, column 3: is not a number"),
    ("x,y\n1,0.5\n2,abc\n", 1, "no_number", "line 3, column 2: is not a number"),
    ("1,0.5\ninf,0.5\n", 1, "no_number", "line 2, column 1"),
    ("1,0.5\n2,none\n3,0.2", 1, "no_number", "line 2, column 2"),
    ("yes,1\nno,2", 1, "no_number", "line 1, column 1"),
    ("1,3 kg\n2,5 kg", 1, "no_number", "line 1, column 2"),
    ("1,10:30\n2,10:45", 1, "no_number", "line 1, column 2"),
    ("x,1\n1,0.5\n", 1, "no_number", "line 1, column 1"),
    ("0x10,0x1\n1,0.5\n", 1, "no_number", "line 1, column 1"),
    ("1,0.5\n2,0x1\n", 1, "no_number", "line 2, column 2"),
    ("1,0.5\n2,1_0\n", 1, "no_number", "line 2, column 2"),
    ("1,٣\n2,3\n", 1, "no_number", "line 1, column 2"),
    ("1,1/2\n2,3\n", 1, "no_number", "line 1, column 2"),
    ("1,5 %\n2,3\n", 1, "no_number", "line 1, column 2"),
    ("10:30,0.5\n10:45,0.7", 1, "no_number", "line 1, column 1"),
    ("1:2, 3:x, 5:6", 1, "no_number", "point 2, value 2: is not a number"),
    ("1.234,5;2\n1,5;3", 1, "thousands", "line 1, column 1: has digits in groups"),
    ('"1,234.5",2\n3,4', 1, "thousands", "line 1, column 1"),
    ("1 234\t5\n2 345\t6", 1, "thousands", "line 1, column 1"),
    ("5;1'234\n5;6", 1, "thousands", "line 1, column 2"),
    ("5;1,234,567\n5;6", 1, "thousands", "line 1, column 2"),
    ("1,234;5,678\n2,345;1,111", 1, "comma", "line 1, column 1: has a comma that may begin decimals or"),
    ("x\ty\n1,234\t5\n2\t3", 1, "comma", "line 2, column 1"),
    ("1.5;2\n1,5;3", 1, "point", "line 1, column 1: has a decimal point where line 2 has a decimal comma"),
    ("1,0.5\n2,1e999\n", 1, "beyond", "line 2, column 2: is beyond ±1e+06"),
    ("1,0.5\n1e7,0.5\n", 1, "beyond", "line 2, column 1"),
    ("1 ,5\n2 ,7", 1, "ambiguous", "can be read in two ways, with columns parted by commas and blanks"),
    ("1,2; 3,4", 1, "one_row", "line 1 can be one point with decimal commas, or 2 points"),
    ("1,2 3,4 5,6", 2, "one_row", "or 3 points"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "points", "codes"), READ, ids=[repr(row[0])[:50] for row in READ])
def test_each_dialect(source: str | bytes, points: list[list[float]], codes: set[str]) -> None:
    table = read_table(source, len(points[0]) - 1)
    assert table.points == points
    assert {note.code for note in table.notes} == codes
    assert len(table.chosen) == len(points[0])
    described = table.described()
    assert described["points"] == points
    assert "scaling" not in described, "it is the scenario's"
    for note in described["notes"]:
        assert note["sentence"][0].isupper() or note["sentence"][0].isdigit()
        assert note["sentence"].endswith(".")
    for number, column in zip(table.chosen, zip(*points, strict=True), strict=True):
        (found,) = [column_ for column_ in table.columns if column_.number == number]
        if table.words is None or number != table.chosen[-1]:
            assert (found.described()["low"], found.described()["high"]) == (min(column), max(column))


@pytest.mark.parametrize(("source", "inputs", "code", "words"), REFUSED, ids=[repr(row[0])[:50] for row in REFUSED])
def test_each_refusal(source: str | bytes, inputs: int, code: str, words: str) -> None:
    with pytest.raises(TableError) as refused:
        read_table(source, inputs, most=5)
    assert refused.value.code == code
    said = str(refused.value)
    assert words in said
    assert len(said.encode()) < 1700
    for address in ("%2B", "link", "address", "x:y"):
        assert address not in said


#: What is refused of the columns that are chosen, of a table with an id, two inputs and two columns of one name.
CHOICES_REFUSED: list[tuple[list[str | int], int, str, str]] = [
    (["a"], 1, "choice_count", "must name 2 columns, for x and y, and names 1"),
    (["a", "b", "c"], 1, "choice_count", "and names 3"),
    (["a", "b"], 2, "choice_count", "must name 3 columns, for x1, x2 and y, and names 2"),
    (["a", "z"], 1, "choice_unknown", "in place 2 no column of the table, which has id (whole numbers), a (numbers)"),
    ([6, "a"], 1, "choice_unknown", "in place 1 no column"),
    (["2", "b"], 1, "choice_unknown", "in place 1 no column"),
    (["a", "same"], 1, "choice_twice", "in place 2 two columns of that name"),
    (["a", 2], 1, "choice_repeated", "must not name a column twice"),
]
CHOICES = "id,a,b,same,same\n1,0.5,2,7,8\n2,1.5,3,9,8\n"


@pytest.mark.parametrize(("columns", "inputs", "code", "words"), CHOICES_REFUSED)
def test_each_refusal_of_a_choice(columns: list[str | int], inputs: int, code: str, words: str) -> None:
    with pytest.raises(TableError) as refused:
        read_table(CHOICES, inputs, columns=columns)
    assert (refused.value.code, refused.value.parameter) == (code, "columns")
    assert words in str(refused.value)


def test_labels_have_their_line() -> None:
    with pytest.raises(TableError, match=r"^line 3, column 1: is outside 0 to 1, and this loss takes no other labels$"):
        read_table("y,x\n1,5\n1.5,6", labels=(0, 1))
    assert read_table("y,x\n1,5\n0,6", labels=(0, 1)).points == [[5.0, 1.0], [6.0, 0.0]]


def codes_of(section: str) -> set[str]:
    """The codes of a section of the catalogue, without its name."""
    return {code.removeprefix(section) for code in LANGUAGES["en"].messages if code.startswith(section)}


def test_every_sentence_is_provoked() -> None:
    assert {code for *_, code, _ in [*REFUSED, *CHOICES_REFUSED]} | {"label"} == codes_of("points_table.error.")
    told = set.union(*(codes for *_, codes in READ))
    assert told | {"sample", "rows_no_number"} == codes_of("points_table.note.")


def test_what_was_assumed_is_said() -> None:
    table = read_table("# from a sheet\n# of mine\n;grade;x\n0;0,2;0,5\n1;0,9;2,5")
    assert [note.sentence for note in table.notes] == [
        "Line 3 was read as the names of the columns.",
        "The columns were taken in their order: x is column 3 and y is column 2.",
        "Column 1 numbers or names the rows: it was left out.",
        "Decimals were read after a comma.",
        "2 comments were left out.",
    ]


def test_names_that_are_repeated() -> None:
    """In a refusal identifiers only; in a reply, whose points are the reader's own too, any, cut short."""
    with pytest.raises(TableError) as refused:
        read_table(f"a<b>,{'n' * 33},{'n' * 32}\n1,2,3")
    assert f": column 1 (whole numbers), column 2 (whole numbers) and {'n' * 32} (whole numbers);" in str(refused.value)
    name, _ = (column["name"] for column in read_table(f"{'é' * 99},b\n1,2").described()["columns"])
    assert name == "é" * LONGEST_NAME
    wide = ",".join(f"{i:n>32}" for i in range(MOST_COLUMNS))
    with pytest.raises(TableError) as refused:
        read_table(f"{wide.replace('0', 'o')}\n{','.join('1' * MOST_COLUMNS)}")
    assert len(str(refused.value).encode()) < 1700
    assert "and 192 more;" in str(refused.value)


VALUES = st.floats(-1e6, 1e6)


@st.composite
def tables(draw: Any) -> tuple[str | bytes, list[list[float]]]:
    """A random table in a random dialect, and its points."""
    inputs = draw(st.sampled_from([1, 2]))
    points = draw(st.lists(st.lists(VALUES, min_size=inputs + 1, max_size=inputs + 1), min_size=1, max_size=8))
    comma = draw(st.booleans())
    separator = draw(st.sampled_from([",", ";", "\t", " ", "  ", " \t", ", ", " ; "]))
    quoted = draw(st.booleans()) or (comma and "," in separator)
    index, trailing = draw(st.booleans()), draw(st.booleans()) and not separator.isspace()
    header = draw(st.booleans()) or index
    names = ["x", "y"] if inputs == 1 else ["x1", "x2", "y"]
    order = draw(st.permutations(range(inputs + 1)))
    assume(header or (order == sorted(order) and len(points) > 1))
    minus = draw(st.sampled_from("-−"))

    def cell(value: float) -> str:
        text = repr(value).replace("-", minus)
        text = text.replace(".", ",") if comma else text
        return f'"{text}"' if quoted else text

    rows = [[cell(point[i]) for i in order] for point in points]
    if header:
        rows = [[names[i] for i in order], *rows]
    if index:
        rows = [["id" if i == 0 else str(i), *row] for i, row in enumerate(rows)]
    lines = [separator.join(row) + (separator.strip() if trailing else "") for row in rows]
    for i in draw(st.lists(st.integers(0, len(lines)), max_size=2)):
        lines.insert(i, draw(st.sampled_from(['# a; comment, \t"', "", "   "])))
    text = draw(st.sampled_from(["\n", "\r\n", "\r"])).join(lines) + draw(st.sampled_from(["", "\n"]))
    codec = draw(st.sampled_from([None, "utf-8", "utf-8-sig", "utf-16"]))
    return text if codec is None else text.encode(codec), points


@fuzzed(60)
@given(tables())
def test_a_table_in_any_dialect_is_read_back(table: tuple[str | bytes, list[list[float]]]) -> None:
    source, points = table
    try:
        read = read_table(source, len(points[0]) - 1)
    except TableError as refused:
        if refused.code != "comma":  # no number shows what the commas are
            raise
    else:
        assert read.points == points


ANYTHING = st.text(st.characters(codec="utf-8"), max_size=80) | st.binary(max_size=60)
NEARLY = st.text('0123456789.,;: \t\n\r"#xy-e', max_size=60)


@fuzzed(60)
@given(ANYTHING | NEARLY)
def test_any_text_is_a_table_or_refused(source: str | bytes) -> None:
    said: list[int] = []
    for inputs in (1, 2):
        try:
            table = read_table(source, inputs)
        except TableError as refused:
            said.append(len(str(refused).encode()))
        else:
            assert {len(point) for point in table.points} == {inputs + 1}
    assert max(said, default=0) < 1700
