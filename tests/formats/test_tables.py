import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcast import limits
from backcast.formats import tables
from backcast.formats.container import Member
from backcast.formats.records import Problem
from backcast.formats.text import lines


def parse(text, wanted=frozenset({"a", "b"})):
    raw = text if isinstance(text, bytes) else text.encode()
    member = Member("t.csv", len(raw), None, lambda: io.BytesIO(raw))
    head = tables.header(list(lines(io.BytesIO(raw), 65536)), lambda columns: wanted <= columns)
    assert head
    found = list(tables.rows(member, head))
    rows = [(row.line, *row.cells.values()) for row in found if isinstance(row, tables.Row)]
    return rows, [problem.line for problem in found if isinstance(problem, Problem)]


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8), min_size=2, max_size=2)
    )
)
def test_what_a_csv_writer_writes_is_read_back(cells):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([["a", "b"], *cells])
    rows, troubles = parse(out.getvalue())
    assert [row[1:] for row in rows] == [tuple(row) for row in cells if any(row)]
    assert not troubles


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_separators_and_encodings(separator, encoding):
    text = f'sep={separator}\nNotes:\n"odd ""note"\n\nB{separator}A\r\n"x{separator}y"{separator}é\r\n'
    rows, troubles = parse(text.encode(encoding))
    assert [row[1:] for row in rows] == [(f"x{separator}y", "é")] and not troubles


def test_ragged_rows_keep_what_they_have_and_too_many_cells_are_a_problem():
    rows, troubles = parse("a,b,\n1\n2,3,,,\n4,5,6,7\n8,9\n,\n")
    assert rows == [(2, "1", "", ""), (3, "2", "3", ""), (5, "8", "9", "")]
    assert troubles == [4]


def test_columns_of_one_name_keep_the_first():
    member = b"a,b,a\n1,2,3\n"
    rows, _ = parse(member)
    assert rows[0][1:3] == ("1", "2")


def test_backslashes_before_quotes():
    rows, troubles = parse('a,b\n"say \\"hi\\", he said",1\n"5\\" pipe",2\n"a ""mixed\\" one",3\n"C:\\",4\n')
    assert [row[-1] for row in rows] == ["1", "2", "3", "4"]
    assert rows[0][1] == 'say "hi", he said' and rows[3][1] == "C:\\"
    assert not troubles


def test_a_quote_that_never_closes_costs_one_row():
    rows, troubles = parse('a,b\n1,2\n3,"4\n5,6\n7,8\n')
    assert rows == [(2, "1", "2"), (4, "5", "6"), (5, "7", "8")]
    assert troubles == [3]


def test_a_quote_closed_by_a_later_row_costs_one_row():
    rows, troubles = parse('a,b\n"1","2"\n"3","4\n"5","6"\n"7","8\nlines"\n')
    assert rows == [(2, "1", "2"), (4, "5", "6"), (5, "7", "8\nlines")]
    assert troubles == [3]


def test_an_open_quote_over_a_large_file_is_found_where_it_began():
    rows, troubles = parse('a,b\n1,"2\n' + "3,4\n" * 100_000)
    assert len(rows) == 100_000 and troubles == [2]


def test_open_quotes_without_end_are_given_up_in_time():
    rows, troubles = parse("a,b\n" + 'q",",""' + '\nq","\n' * 50_000)
    assert len(troubles) <= limits.CSV_BREAKS + 3 and len(rows) <= 100_000


def test_a_cell_past_the_limit_is_a_problem_and_its_neighbours_stay():
    long = "x" * (limits.CSV_FIELD + 1)
    rows, troubles = parse(f"a,b\n1,2\n{long},3\n{long * 3},4\n5,6\n")
    assert rows == [(2, "1", "2"), (5, "5", "6")]
    assert troubles == [3, 4]


def test_rows_past_the_limit_are_not_read(monkeypatch):
    monkeypatch.setattr(limits, "CSV_ROWS", 3)
    rows, troubles = parse("a,b\n" + "1,2\n" * 9)
    assert len(rows) == 3 and troubles == [5]


@given(st.text(alphabet='a,;"\\\n\tb', max_size=200))
def test_no_text_stops_the_reading(text):
    rows, _ = parse("a,b\n" + text + "\n")
    assert all(len(row) <= 3 for row in rows)
