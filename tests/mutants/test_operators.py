"""Is what a test has to notice broken, and are texts left alone?"""

import libcst as cst
import pytest

from tests.mutants.operators import (
    argument_changed,
    assignment_changed,
    call_left_out,
    case_left_out,
    element_left_out,
    forced,
)


def code(*nodes: cst.CSTNode) -> list[str]:
    return [cst.Module([]).code_for_node(node).strip() for node in nodes]


def expression[N: cst.CSTNode](text: str, kind: type[N]) -> N:
    return cst.ensure_type(cst.parse_expression(text), kind)


def test_a_condition_never_holds_and_always_holds() -> None:
    condition = cst.ensure_type(cst.parse_statement("if plan.agreed or late:\n    raise Refused\n"), cst.If)
    never, always = code(*forced(condition))
    assert never.startswith("if (plan.agreed or late) and False:")
    assert always.startswith("if (plan.agreed or late) or True:")


def test_the_guard_of_a_case_is_a_condition_and_a_case_without_one_is_none() -> None:
    text = "match one:\n    case 1 if late:\n        pass\n    case _:\n        pass\n"
    guarded, bare = cst.ensure_type(cst.parse_statement(text), cst.Match).cases
    assert [each.partition("\n")[0] for each in code(*forced(guarded))] == [
        "case 1 if (late) and False:",
        "case 1 if (late) or True:",
    ]
    assert list(forced(bare)) == []


def test_a_call_for_its_effect_is_left_out() -> None:
    assert code(*call_left_out(cst.Expr(cst.parse_expression("must_be_open(case)")))) == ["pass"]
    assert list(call_left_out(cst.Expr(cst.parse_expression('"a docstring"')))) == []


def test_a_case_is_left_out_unless_it_never_comes() -> None:
    text = "match one:\n    case 1:\n        pass\n    case _:\n        assert_never(one)\n"
    [changed] = case_left_out(cst.ensure_type(cst.parse_statement(text), cst.Match))
    assert code(changed) == ["match one:\n    case _:\n        assert_never(one)"]
    assert list(call_left_out(cst.Expr(cst.parse_expression("assert_never(one)")))) == []


@pytest.mark.parametrize(
    ("whole", "kind", "broken"),
    [
        ("[first, second]", cst.List, ["[second]", "[first, ]"]),
        ("{Role.A, Role.B}", cst.Set, ["{Role.B}", "{Role.A, }"]),
        ("(a.b, c.d)", cst.Tuple, ["(c.d,)", "(a.b,)"]),
        ("(a, b)", cst.Tuple, []),
        ("[only]", cst.List, []),
        ('(Rating.RED, f"Due on {day}")', cst.Tuple, ['(f"Due on {day}",)']),
    ],
)
def test_one_of_several_is_left_out(whole: str, kind: type[cst.Tuple], broken: list[str]) -> None:
    made = code(*element_left_out(expression(whole, kind)))
    assert made == broken


@pytest.mark.parametrize(
    ("call", "broken"),
    [
        ('Refused("Please open the case first.")', []),
        ('Refused(f"It ended on {day}.", field="ended_on")', ['Refused(f"It ended on {day}.", field=None)']),
        ("due(day, 28)", ["due(None, 28)", "due(day, None)", "due(28)", "due(day, )"]),
        ('say("Not yet" if early else "Too late")', []),
    ],
)
def test_arguments_are_broken_and_sentences_are_not(call: str, broken: list[str]) -> None:
    assert code(*argument_changed(expression(call, cst.Call))) == broken


def test_an_assigned_sentence_is_left_alone() -> None:
    def assigned(text: str) -> list[str]:
        line = cst.ensure_type(cst.parse_statement(text), cst.SimpleStatementLine)
        return code(*assignment_changed(cst.ensure_type(line.body[0], cst.Assign)))

    assert assigned('reason = f"Not embedded after {months} months"') == []
    assert assigned("left = due - today") == ["left = None"]
