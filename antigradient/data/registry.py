"""The data sets that there are: those made for the lecture, and published ones, whose points lie in files of their own.

A published set is an entry here, a file `published/<id>.csv`, and its words `dataset.<id>`. How its points were taken
from packages stands in `scripts/datasets.py`, which remakes them.
"""

from __future__ import annotations

from pathlib import Path

from antigradient.data.sets import Column, Data, SetDefaults

FOLDER = Path(__file__).parent / "published"


def published(
    id: str,
    *columns: Column,
    licence: str = "facts",
    drawn: int | None = None,
    **defaults: SetDefaults,
) -> Data:
    """For the registry: a published set, its points read from its file; `defaults` by loss, with _ for -."""
    _, *lines = (FOLDER / f"{id}.csv").read_text(encoding="utf-8").split()
    points = [tuple(map(float, line.split(","))) for line in lines]
    own = {loss.replace("_", "-"): numbers for loss, numbers in defaults.items()}
    return Data(tuple(p[:-1] for p in points), tuple(p[-1] for p in points), id, columns, licence, drawn, own)


ANSCOMBE = [
    published(
        f"anscombe-{i}",
        Column("anscombe_x", "10"),
        Column("anscombe_y", "10"),
        licence="numbers",
        linear_squared=SetDefaults(
            (-1.0, 2.0, -1.0, 2.0),
            (-0.6, 1.6),
            0.08,
            400,
            {"nesterov": {"eta": 0.05, "gamma": 0.8}, "normalised": {"eta": 0.03}, "rmsprop": {"eta": 0.03}},
        ),
    )
    for i in range(1, 5)
]

LECTURE = (
    Data(
        x=((-2.0,), (-0.8,), (0.3,), (1.4,), (2.6,)),
        y=(0.08, 0.3, 0.45, 0.85, 0.93),
        id="five",
    ),
    Data(
        x=(
            (-2.0, -1.0),
            (-1.5, 0.5),
            (-1.0, -1.5),
            (-0.5, -0.3),
            (0.2, -1.2),
            (0.9, 0.4),
            (-0.8, 0.9),
            (0.1, 1.6),
            (0.6, -0.4),
            (1.2, 1.1),
            (1.6, -0.2),
            (2.1, 0.8),
        ),
        y=(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
        id="two-clouds",
    ),
    Data(x=((0.5,), (2.5,)), y=(0.2, 0.9), id="cs7015"),
)

PUBLISHED = (
    published(
        "old-faithful",
        Column("eruption", "min"),
        Column("wait", "10 min"),
        drawn=272,
        linear_squared=SetDefaults((-1.0, 5.0, -1.0, 5.0), (3.0, 0.0), 0.002, 600, {"nesterov": {"eta": 0.001}}),
    ),
    published(
        "galton",
        Column("father", "in − 69"),
        Column("son", "in − 69"),
        drawn=179,
        linear_squared=SetDefaults(
            (-1.5, 2.5, -0.5, 3.5), (2.0, 0.0), 0.004, 200, {"nesterov": {"eta": 0.002, "gamma": 0.6}}
        ),
    ),
    published(
        "stopping",
        Column("speed", "10 mph"),
        Column("distance", "10 ft"),
        linear_squared=SetDefaults(
            (-2.0, 6.0, -5.0, 3.0), (0.0, 2.0), 0.009, 600, {"nesterov": {"eta": 0.005, "gamma": 0.8}}
        ),
    ),
    *ANSCOMBE,
    published(
        "challenger",
        Column("temperature", "(°F − 70)/10"),
        Column("ring"),
        licence="government",
        sigmoid_log=SetDefaults(
            (-5.0, 3.0, -5.0, 3.0), (1.0, 1.5), 0.3, 300, {"momentum": {"gamma": 0.6}, "nesterov": {"gamma": 0.6}}
        ),
        sigmoid_squared=SetDefaults(
            (-6.0, 2.0, -5.0, 3.0),
            (1.0, 1.5),
            1.5,
            300,
            {"momentum": {"eta": 0.5, "gamma": 0.6}, "nesterov": {"eta": 1.0, "gamma": 0.6}},
        ),
    ),
    published(
        "penguin-bills",
        Column("bill", "(mm − 44)/10"),
        Column("chinstrap"),
        licence="cc0",
        drawn=219,
        sigmoid_log=SetDefaults(
            (-2.0, 12.0, -7.0, 7.0),
            (0.0, 4.0),
            0.4,
            300,
            {"momentum": {"eta": 0.2, "gamma": 0.6}, "nesterov": {"eta": 0.2, "gamma": 0.6}, "newton": {"eta": 0.3}},
        ),
        sigmoid_squared=SetDefaults(
            (-2.0, 12.0, -7.0, 7.0),
            (0.0, 4.0),
            2.0,
            300,
            {"momentum": {"eta": 1.0, "gamma": 0.6}, "nesterov": {"eta": 0.5, "gamma": 0.8}},
        ),
    ),
    published(
        "penguin-sexes",
        Column("depth", "mm − 18"),
        Column("mass", "kg − 3.7"),
        Column("male"),
        licence="cc0",
        drawn=68,
        logistic_2=SetDefaults((-2.0, 6.0, -2.0, 6.0), (0.0, 0.0, 0.0), 0.1, 300),
    ),
    published(
        "iris-versicolor-virginica",
        Column("sepal_length", "cm − 6"),
        Column("sepal_width", "cm − 3"),
        Column("virginica"),
        drawn=100,
        logistic_2=SetDefaults((-2.0, 4.0, -3.0, 3.0), (0.0, 0.0, 0.0), 0.1, 300),
    ),
    published(
        "iris-setosa-versicolor",
        Column("petal_length", "cm − 3"),
        Column("petal_width", "cm − 1"),
        Column("versicolor"),
        drawn=100,
        logistic_2=SetDefaults(
            (-2.0, 8.0, -2.0, 8.0),
            (0.0, 0.0, 0.0),
            0.1,
            300,
            {
                "momentum": {"eta": 0.02, "gamma": 0.8},
                "nesterov": {"eta": 0.02, "gamma": 0.8},
                "normalised": {"eta": 0.03},
                "rmsprop": {"eta": 0.03},
                "line-search": {"eta": 0.1},
                "conjugate": {"eta": 0.1},
            },
        ),
    ),
)

DATASETS: dict[str, Data] = {data.id: data for data in (*LECTURE, *PUBLISHED) if data.id is not None}
