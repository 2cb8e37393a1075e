"""Every limit on a file that is read, in one place, each with its reason. A council's own Annex A is far below them all.

The largest council's eleven lists are about 25,000 rows: a workbook of 3 MB that unpacks to 30 MB.
"""

from __future__ import annotations

MB = 1024 * 1024

# A workbook is unpacked and read whole, so its size decides how much memory it takes.
MOST_WORKBOOK_BYTES = 100 * MB
# A workbook packs about tenfold; a file made to fill the memory packs a thousandfold, so what comes out is counted.
MOST_UNPACKED_BYTES = 512 * MB
# Excel writes about forty parts for eleven sheets; each part named in a package costs memory before it is opened.
MOST_PARTS = 5_000
# The reader of cells makes a full rectangle from the first filled cell of a sheet to its last, filled or not.
MOST_CELLS = 10_000_000
# One long text that millions of cells share is small in the file and is written out once for each of them.
MOST_SHARED_TEXT_BYTES = 512 * MB
# The old format ends at 65,536 rows, and its reader holds each cell as an object.
MOST_OLD_WORKBOOK_BYTES = 50 * MB
MOST_OLD_CELLS = 3_000_000

# A CSV may have any number of rows. One line is held whole, so a file without line ends must stop somewhere.
MOST_LINE_CHARACTERS = MB
# Excel's own limit for a cell is 32,767 characters. A missing quotation mark makes one cell of many lines.
MOST_CELL_CHARACTERS = 32_767
MOST_LINES_OF_A_ROW = 20
# The longest list has 34 columns; councils add their own.
MOST_COLUMNS = 1_000
ROWS_AT_A_TIME = 20_000

# What the database may hold in memory; beyond it, it uses a folder on the disk that is gone when it closes.
DATABASE_MEMORY_MB = 512
DATABASE_THREADS = 4
# A report that names each cell is read by a person: so many of one list are named, and all are counted.
MOST_CELLS_NAMED = 20_000
MOST_SPELLINGS_NAMED = 5_000
SPELLINGS_AT_A_TIME = 50_000
# The longest spelling that is known has 500 characters, so a text of more than this is none.
MOST_CODE_CHARACTERS = 2_000
MOST_ROWS_SAID = 5

# Month before day: the template says DD/MM/YYYY, so one such date in a long column is a slip. Two, and one in twenty of the
# dates that show their order, are a second style; a date that both styles can read is then anyone's guess. Where few dates
# show their order, one of them is a large share, and nothing says that it is the slip.
FEWEST_MONTH_FIRST = 2
MONTH_FIRST_SHARE = 0.05
FEW_THAT_SHOW_ORDER = 20
