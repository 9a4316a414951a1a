"""The formula reader: Excel's own syntax for these functions, and one clear line for the rest."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlkpi.errors import RefusalError
from xlkpi.functions.formula import evaluate


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('=KPI_RAG(77.4, 80, "higher", 5, "percent")', "Amber"),
        ('KPI_RAG(77.4,80,"higher",5,"percent")', "Amber"),
        ('  = kpi_rag( 77.4 , 80 , "Higher" ) ', "Red"),
        ('=KPI_RAG(0.1+0.2, 0.3, "Lower")', "Green"),
        ('=KPI_RAG(-5.4, -5, "Higher", 10, "percent")', "Amber"),
        ('=KPI_RAG(77%, 80%, "Higher")', "Red"),
        ('=KPI_RAG(1.5e2, 150, "Higher")', "Green"),
        ('=KPI_RAG(, 80, "Higher")', "No data"),
        ("=KPI_RAG(5,)", "No target"),
        ("=KPI_RAG()", "No data"),
        ('=KPI_RAG(#N/A, 80, "Higher")', "#N/A"),
        ('=KPI_RAG(#n/a, 80, "Higher")', "#N/A"),
        (
            '=KPI_RAG(TRUE, 80, "Higher")',
            "KPI? actual 'TRUE' is not a number: expected a number or a blank",
        ),
        (
            '=KPI_RAG(TRUE(), 80, "Higher")',
            "KPI? actual 'TRUE' is not a number: expected a number or a blank",
        ),
        ('=KPI_TREND({1,2,3,4,5,6}, "Higher", , FALSE())', "Common cause (trial limits)"),
        ('=KPI_RAG({77.4;81}, 80, "Higher")', [["Red"], ["Green"]]),
        ('=KPI_RAG({77.4,81}, {80,90}, "Higher")', [["Red", "Red"]]),
        (
            '=KPI_RAG({-1,"[x]",#N/A,TRUE,+2}, 0, "Lower")',
            [
                [
                    "Green",
                    "No data",
                    "#N/A",
                    "KPI? actual 'TRUE' is not a number: expected a number or a blank",
                    "Red",
                ]
            ],
        ),
        ('=KPI_RANK(KPI_RANK(1, {2,3}, "Lower"), {5}, "Lower")', 1),
        ('=KPI_RAG((77.4), ((80)), "Higher")', "Red"),
        ("=5", 5.0),
        ("=2+3*4", 14.0),
        ("=-2^2", 4.0),
        ("=2^3^2", 64.0),
        ("=10-4-3", 3.0),
        ("=(1+2)*3", 9.0),
        ("=1/0", "#DIV/0!"),
        ("=10^400", "#NUM!"),
        ("=(-8)^0.5", "#NUM!"),
        ("=0^0", "#NUM!"),
        ("=0^-1", "#DIV/0!"),
        ("={+1,-2}", [[1.0, -2.0]]),
        ('="a"+1', "#VALUE!"),
        ("=#REF!+1", "#REF!"),
        ("=50%%", 0.005),
        ('="say ""so"""', 'say "so"'),
        ("={1,2;3,4}", [[1.0, 2.0], [3.0, 4.0]]),
        ("=true", True),
    ],
)
def test_a_formula_is_answered_as_in_a_cell(formula: str, expected: object) -> None:
    assert evaluate(formula) == expected


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("", "formula is blank"),
        ("=", "formula is blank"),
        ('=KPI_RAG(A1, 80, "Higher")', "'A1' at character 10 is a reference to cells"),
        ("=KPI_RAG($B$2:$B$9)", r"'\$B\$2:\$B\$9' at character 10 is a reference"),
        ("=KPI_RAG(Register!A1)", "'Register!A1' at character 10 is a reference"),
        ("=KPI_RAG('My sheet'!A1)", "''My sheet'!A1' at character 10 is a reference"),
        ("=KPI_RAG(Table1[Actual])", "reference"),
        ("=KPI_RAG(A:A)", "'A:A' at character 10 is a reference"),
        ("=KPI_RGA(1)", "function 'KPI_RGA' is not known: did you mean KPI_RAG?"),
        ("=SUM(1)", "function 'SUM' is not known: xlkpi functions lists"),
        ("=KPI_RAG(1, 80, Higher)", "'Higher' at character 17 is a name: write texts in quotation"),
        ('=KPI_RAG(1, 80, "Higher"', "formula ends too early: expected a comma or a closing"),
        ('=KPI_RAG(1, 80, "Higher', "the text that begins at character 17 has no closing"),
        ("=KPI_RAG(1; 80)", "found ';' at character 11: .*commas separate arguments"),
        ("=KPI_RAG(1) 5", "found '5' at character 13: expected the end of the formula"),
        ("=KPI_RAG({1;;3})", 'an array has an empty place at character 13: write "" for a gap'),
        ("=KPI_RAG({1,2;3})", "an array has rows of different lengths"),
        ("=KPI_RAG({1,2)", "found '\\)' at character 14: expected a comma, a semicolon"),
        ('=KPI_RAG({-"a"})', "expected a number after the minus sign"),
        ("=IF(1=1, 2)", "the operator '=' at character 6 is not read here"),
        ("=KPI_RAG(\N{LEFT DOUBLE QUOTATION MARK}a", "curly quotation mark"),
        ("=KPI_RAG(1, 80, 'Higher')", "character 17 is a single quotation mark: .* double ones"),
        ('=KPI_RAG({+"a"})', "expected a number after the plus sign"),
        ("=TRUE(1)", "found '\\(' at character 6"),
        ("=KPI_RAG(@)", "'@' at character 10 is no part of a formula"),
        ("=#OOPS!", "found '#OOPS!' at character 2: expected an error such as #N/A"),
        ("={1,2}+1", "between single numbers only"),
        ("=" + "(" * 80 + "1" + ")" * 80, "more than 64 brackets"),
    ],
)
def test_anything_else_is_refused_in_one_line(formula: str, message: str) -> None:
    with pytest.raises(RefusalError, match=message) as refusal:
        evaluate(formula)

    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) <= 250


def test_a_long_sum_does_not_run_out_of_room() -> None:
    assert evaluate("=" + "+".join(["1"] * 5000)) == 5000


@settings(max_examples=300)
@given(st.text(alphabet="KPI_RAG(){},;\"#N/A!+-*/^%1.5e TRUEhigher=<>&@$:'[]", max_size=60))
def test_no_text_does_worse_than_a_refusal(text: str) -> None:
    with suppress(RefusalError):
        evaluate(text)
