"""The formula reader: Excel's own syntax for these functions, and one clear line for the rest."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlkpi.errors import RefusalError
from xlkpi.functions.formula import evaluate
from xlkpi.functions.formula_name import calls_kpi_function


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
        ("={1,2}+1", [[2.0, 3.0]]),
        ("={1,2}+{10;20}", [[11.0, 12.0], [21.0, 22.0]]),
        ("={1,2,3}+{1,2}", [[2.0, 4.0, "#N/A"]]),
        ("=1=1", True),
        ('="Green"="GREEN"', True),
        ('="5"=5', False),
        ('="a">5', True),
        ("=TRUE>5", True),
        ("=0.1+0.2=0.3", True),
        ('=1+1&" of "&0.5', "2 of 0.5"),
        ('="a"&TRUE', "aTRUE"),
        ('="5"+1', 6.0),
        ("=1<2=TRUE", True),
        ('=IF(1=1, "yes")', "yes"),
        ('=IF(0, "yes")', False),
        ('=IF("x", 1, 2)', "#VALUE!"),
        ("=IF(#N/A, 1, 2)", "#N/A"),
        ("=IF(TRUE, 1, 1/0)", 1.0),
        ('=IFERROR(1/0, "none")', "none"),
        ('=IFERROR("#N/A", 1)', "#N/A"),
        ('=IFERROR({1,#N/A}, "none")', [[1.0, "none"]]),
        ('=IFNA(#N/A, "none")', "none"),
        ('=IFNA(1/0, "none")', "#DIV/0!"),
        ("=AND(TRUE, 1, 2>1)", True),
        ("=AND(TRUE, #REF!)", "#REF!"),
        ('=OR({FALSE,"x"}, 0)', False),
        ('=OR({"x"})', "#VALUE!"),
        ("=NOT({1,0})", [[False, True]]),
        ('=ISBLANK("")', False),
        ("=INDEX({1,2;3,4}, 2, 1)", 3.0),
        ("=INDEX({1,2;3,4}, 0, 2)", [[2.0], [4.0]]),
        ("=INDEX({7;8}, 2)", 8.0),
        ("=INDEX({7;8}, 3)", "#REF!"),
        ("=ROUND(2.675, 2)", 2.68),
        ("=ROUND(-0.5, 0)", -1.0),
        ("=ROUND(1234, -2)", 1200.0),
        ("=@{5,6}", 5.0),
        ('=_xldudf_KPI_RAG(81, 80, "Higher")', "Green"),
        ('=[0]!KPI_RAG(81, 80, "Higher")', "Green"),
        ('=[12]!kpi_rag(81, 80, "Higher")', "Green"),
        ("='It''s a book.xlsm'!KPI_RAG(81, 80, \"Higher\")", "Green"),
        ('=Book.xlsm!KPI_RAG(81, 80, "Higher")', "Green"),
        ('=_xll.KPI_RAG(81, 80, "Higher")', "Green"),
        ('=_xlfn._xlws.KPI_RAG(81, 80, "Higher")', "Green"),
        ('=ORG.XLKPI.KPIADDIN.KPIRAG(81, 80, "Higher")', "Green"),
        ('=IF(KPI_RAG(81, 80, "Higher")="green", "fine", "no")', "fine"),
        ('=IFERROR(KPI_RAG({1;#N/A}, 1, "Lower"), "?")', [["Green"], ["?"]]),
        ('=KPI_RAG({2,3}*10, 25, "Lower")', [["Green", "Red"]]),
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
        ("=SUM(1)", "function 'SUM' is not computed here: the KPI functions are, and IF, "),
        ("=KPI_NEW(1)", "function 'KPI_NEW' is not known"),
        ("='Book.xlsm'!IF(1,2)", "function ''Book.xlsm'!IF' is not computed here"),
        ("=IF()", "IF was given 0 arguments: expected 2 to 3"),
        ("=IF(TRUE,,1)", 'IF has an empty place: write "" or 0'),
        ("=IF({1,0},1,2)", "an array stands where one cell is expected"),
        ('=IF("true",1,2)', "the text 'true' stands where TRUE or FALSE is expected"),
        ("=IFERROR(#N/A,)", "the alternative of IFERROR or IFNA is blank"),
        ('="a"<"b"', "the order of two texts depends on Excel's country"),
        ('="1,234"+1', "whether Excel reads '1,234' as a number depends on its country"),
        ('=1E+20&""', "how Excel writes 1e.20 as a text is not certain"),
        ("=0.5-0.4-0.1<0", "too close to tell what Excel says of them: use ROUND"),
        ("=INDEX({1,2;3,4},1)", "with both row and column"),
        ("=INDEX(5,1)", "INDEX is read here over cells or an array"),
        ("=A1#", "'A1' at character 2 is a reference"),
        ("=@A1:A9", "'A1:A9' at character 3 is a reference"),
        ("=tbl[[#This Row],[a'[b']]]", "is a reference to cells"),
        ("=[1]Sheet!A1+1", "is a reference to cells"),
        ("=Sheet1:Sheet3!A1", "'Sheet1:Sheet3!A1' at character 2 is a reference"),
        ("=A1:B2:C3", "found ':' at character 7"),
        ("=1E999", "'1E999' at character 2 is too large for a cell"),
        ("=(1)#", "'#' at character 5 is no part of a formula"),
        ("=_xlfn.ANCHORARRAY(1)", "# stands behind something other than a reference"),
        ("=KPI_RAG(1, 80, Higher)", "'Higher' at character 17 is a name: write texts in quotation"),
        ('=KPI_RAG(1, 80, "Higher"', "formula ends too early: expected a comma or a closing"),
        ('=KPI_RAG(1, 80, "Higher', "the text that begins at character 17 has no closing"),
        ("=KPI_RAG(1; 80)", "found ';' at character 11: .*commas separate arguments"),
        ("=KPI_RAG(1) 5", "found '5' at character 13: expected the end of the formula"),
        ("=KPI_RAG({1;;3})", 'an array has an empty place at character 13: write "" for a gap'),
        ("=KPI_RAG({1,2;3})", "an array has rows of different lengths"),
        ("=KPI_RAG({1,2)", "found '\\)' at character 14: expected a comma, a semicolon"),
        ('=KPI_RAG({-"a"})', "expected a number after the minus sign"),
        ("=KPI_RAG(\N{LEFT DOUBLE QUOTATION MARK}a", "curly quotation mark"),
        ("=KPI_RAG(1, 80, 'Higher')", "character 17 is a single quotation mark: .* double ones"),
        ('=KPI_RAG({+"a"})', "expected a number after the plus sign"),
        ("=TRUE(1)", "found '\\(' at character 6"),
        ("=KPI_RAG(@)", "found '\\)' at character 11: expected a value"),
        ("=#OOPS!", "found '#OOPS!' at character 2: expected an error such as #N/A"),
        ("=" + "(" * 80 + "1" + ")" * 80, "more than 64 brackets"),
    ],
)
def test_anything_else_is_refused_in_one_line(formula: str, message: str) -> None:
    with pytest.raises(RefusalError, match=message) as refusal:
        evaluate(formula)

    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) <= 255


@pytest.mark.parametrize(
    ("formula", "is_one"),
    [
        ("KPI_RAG(A1)", True),
        ("IF(A1,kpi_rag (A1),0)", True),
        ("_xldudf_KPI_RAG(A1)", True),
        ("_xlfn._xldudf_KPI_RAG(A1)", True),
        ("[3]!KPI_RAG(A1)", True),
        ("'My book.xlsm'!KPI_RAG(A1)", True),
        ("org.xlkpi.kpiaddin.kpirag(A1)", True),
        ('"KPI_RAG("&A1', False),
        ("'KPI_RAG (2)'!A1", False),
        ("MY_KPI_RAG(A1)", False),
        ("KPI_RAG", False),
        ("SUM(A1)", False),
    ],
)
def test_a_call_is_found_by_any_of_its_names(formula: str, *, is_one: bool) -> None:
    assert calls_kpi_function(formula) is is_one


def test_a_long_sum_does_not_run_out_of_room() -> None:
    assert evaluate("=" + "+".join(["1"] * 5000)) == 5000
    assert evaluate('="' + '"&"'.join(["a"] * 5000) + '"') == "a" * 5000
    assert evaluate("=" + "-" * 5000 + "1") == 1
    assert evaluate("=1" + "%" * 200) == pytest.approx(0)


@settings(max_examples=300)
@given(st.text(alphabet="KPI_RAG(){},;\"#N/A!+-*/^%1.5e TRUEhigher=<>&@$:'[]IFERROR", max_size=60))
def test_no_text_does_worse_than_a_refusal(text: str) -> None:
    with suppress(RefusalError):
        evaluate(text)
