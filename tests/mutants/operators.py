"""Which breaks are tried, beside those that mutmut knows, and which are left out?

mutmut leaves conditions, bare calls and lists alone, so that a missing precondition would go unnoticed. It also
changes texts, and a changed sentence breaks no rule.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

import libcst as cst
from libcst import matchers as m
from mutmut.mutation import file_mutation, mutators

type Operator = tuple[type, Callable[[Any], Iterable[cst.CSTNode]]]

WORD = m.SimpleString(value=m.MatchIfTrue(lambda text: " " not in text))
"""A string of one word names a field or a kind; what is longer is a text."""

NEVER = m.Call(func=m.Name("assert_never"))
"""Code that cannot be reached: mypy holds that, and no test can."""


def is_text(node: cst.CSTNode) -> bool:
    """A sentence, or one of two."""
    if isinstance(node, cst.IfExp):
        return is_text(node.body) and is_text(node.orelse)
    return isinstance(node, cst.BaseString) and not m.matches(node, WORD)


def forced(node: cst.If | cst.CompIf | cst.MatchCase) -> Iterator[cst.CSTNode]:
    """The condition never holds, and always holds."""
    test = node.guard if isinstance(node, cst.MatchCase) else node.test
    if test is None:
        return
    inner = test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    for joined, constant in ((cst.And(), "False"), (cst.Or(), "True")):
        condition = cst.BooleanOperation(inner, joined, cst.Name(constant))
        if isinstance(node, cst.MatchCase):
            yield node.with_changes(guard=condition)
        else:
            yield node.with_changes(test=condition, whitespace_before_test=cst.SimpleWhitespace(" "))


def call_left_out(node: cst.Expr) -> Iterator[cst.CSTNode]:
    """A call for its effect, as of a precondition, is not made."""
    if isinstance(node.value, cst.Call) and not m.matches(node.value, NEVER):
        yield cst.Pass()


def element_left_out(node: cst.List | cst.Tuple | cst.Set) -> Iterator[cst.CSTNode]:
    """One of several events, roles or conditions is missing."""
    several = node.elements
    unpacked = isinstance(node, cst.Tuple) and all(m.matches(element.value, m.Name()) for element in several)
    if len(several) < 2 or unpacked:
        return
    for index, element in enumerate(several):
        if is_text(element.value):
            continue
        kept = [*several[:index], *several[index + 1 :]]
        if len(kept) == 1 and isinstance(node, cst.Tuple):
            kept[0] = kept[0].with_changes(comma=cst.Comma())
        yield node.with_changes(elements=kept)


def argument_changed(node: cst.Call) -> Iterator[cst.CSTNode]:
    """mutmut's own operator, without the arguments that are texts; a word is replaced, and not left out as well."""
    for changed in mutators.operator_arg_removal(node):
        kept = {id(argument) for argument in changed.args}
        gone = next((argument for argument in node.args if id(argument) not in kept), None)
        twice = gone is not None and m.matches(gone.value, WORD) and len(kept) < len(node.args)
        if gone is None or not (twice or is_text(gone.value)):
            yield changed


def assignment_changed(node: cst.Assign | cst.AnnAssign) -> Iterator[cst.CSTNode]:
    """mutmut's own operator, without the texts."""
    if node.value is not None and not is_text(node.value):
        yield from mutators.operator_assignment(node)


OURS: tuple[Operator, ...] = (
    (cst.If, forced),
    (cst.CompIf, forced),
    (cst.MatchCase, forced),
    (cst.Expr, call_left_out),
    (cst.List, element_left_out),
    (cst.Tuple, element_left_out),
    (cst.Set, element_left_out),
)


def case_left_out(node: cst.Match) -> Iterator[cst.CSTNode]:
    """mutmut's own operator, without the case that never comes."""
    for changed, case in zip(mutators.operator_match(node), node.cases, strict=False):
        if not m.findall(case.body, NEVER):
            yield changed


REPLACED: dict[Callable[..., Any], Callable[[Any], Iterable[cst.CSTNode]] | None] = {
    mutators.operator_string: None,
    mutators.operator_arg_removal: argument_changed,
    mutators.operator_assignment: assignment_changed,
    mutators.operator_match: case_left_out,
}


def chosen() -> tuple[Operator, ...]:
    theirs = ((kind, REPLACED.get(operator, operator)) for kind, operator in mutators.mutation_operators)
    return (*((kind, operator) for kind, operator in theirs if operator is not None), *OURS)


def install() -> None:
    """Makes mutmut use these, and break what a `property` says as well."""
    vars(file_mutation)["mutation_operators"] = chosen()
    setattr(file_mutation.MutationVisitor, "_skip_node_and_children", _skip)  # noqa: B010 - its type is a method
    file_mutation.function_trampoline_arrangement = _arranged


_theirs_skip = file_mutation.MutationVisitor._skip_node_and_children
_theirs_arranged = file_mutation.function_trampoline_arrangement
PROPERTY = m.FunctionDef(decorators=[m.Decorator(decorator=m.Name("property"))])


def _skip(visitor: file_mutation.MutationVisitor, node: cst.CSTNode) -> bool:
    return is_text(node) or m.matches(node, NEVER) or (not m.matches(node, PROPERTY) and _theirs_skip(visitor, node))


def _arranged(
    function: cst.FunctionDef, mutants: Iterable[file_mutation.Mutation], class_name: str | None
) -> tuple[Any, Any, Any, Any]:
    """The copies of a property are plain functions, of which the property calls one."""
    if not m.matches(function, PROPERTY):
        return _theirs_arranged(function, mutants, class_name)
    declared, nodes, assigned, names = _theirs_arranged(function.with_changes(decorators=[]), mutants, class_name)
    first = cast(cst.FunctionDef, nodes[0])
    entry = first.with_changes(decorators=[*function.decorators, *first.decorators])
    return declared, [entry, *nodes[1:]], assigned, names
