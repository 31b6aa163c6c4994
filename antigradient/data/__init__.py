"""Points that a loss is summed over: the sets that there are, and the one reader of tables."""

from antigradient.data.choices import Choice
from antigradient.data.registry import DATASETS
from antigradient.data.scaling import Scaling, scaling_of
from antigradient.data.sets import POINTS_LIMIT, VALUE_LIMIT, Data, DataError, SetDefaults, from_rows
from antigradient.data.table import Table, TableColumns, read_table, table_columns
from antigradient.data.words import Note, TableError

__all__ = [
    "DATASETS",
    "POINTS_LIMIT",
    "VALUE_LIMIT",
    "Choice",
    "Data",
    "DataError",
    "Note",
    "Scaling",
    "SetDefaults",
    "Table",
    "TableColumns",
    "TableError",
    "from_rows",
    "read_table",
    "scaling_of",
    "table_columns",
]
