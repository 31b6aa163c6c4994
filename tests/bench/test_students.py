"""How many processors a day's students need, by costs that are told; and the block of the document that it fills."""

from __future__ import annotations

from bench import students


def test_the_table_of_sizes() -> None:
    visits = {"first visit": ["/"] * 10, "a second of dragging": ["/d"] * 20, "section of the lesson": ["/lesson"] * 5}
    parts = {"first visit": (100.0, 1.0), "a second of dragging": (10.0, 1.0), "section of the lesson": (50.0, 1.0)}
    lines = [*students.sizes_table(visits, parts, 0.1)]
    text, rows = " ".join(lines), [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")][1:]
    requests = 10 + 2 * 5 + students.DRAGS * 20
    alone, behind = 100 + 2 * 50 + students.DRAGS * 10, students.DRAGS * 10
    assert f"makes {requests} requests: {alone} ms" in text
    assert f"behind it {behind} ms in a replica and {requests * 0.1:.0f} ms in nginx" in text
    assert "the last waits 50.0 s for one processor without a cache, 0.5 s behind it" in text
    assert [row[0] for row in rows] == ["10", "500", "50 000", "1 000 000"]
    million = 1e6 * students.PEAK / students.HOURS / 3600 / students.USED / 1e3
    assert [int(cell) for cell in rows[-1][2:]] == [int(million * ms) + 1 for ms in (alone, behind, requests * 0.1)]


def test_the_document_has_one_place_for_the_figures() -> None:
    document = students.DOCUMENT.read_text(encoding="utf-8")
    assert document.count(students.BEGIN) == document.count(students.END) == 1
    assert document.index(students.BEGIN) < document.index("from the cache") < document.index(students.END)
