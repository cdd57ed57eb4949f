"""Expressions over printed numbers, `100 * K21-0088 / (K21-0088 + K21-0089)`: checked, evaluated, shown.

Allowed are ids of printed numbers, constants, + − * /, parentheses, min and max.
"""

import ast
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from utils.errors import HkoError
from utils.publish import formats
from utils.published.intervals import Interval, exactly, largest, smallest

ID = re.compile(r"\b(?:N22|N24|K21|S13|C15)-\d{4}\b")
_NAME = re.compile(r"\b(N22|N24|K21|S13|C15)_(\d{4})\b")
_FUNCTIONS: Mapping[str, Callable[..., Interval]] = {"min": smallest, "max": largest}
_OPERATIONS: Mapping[type[ast.operator], Callable[[Interval, Interval], Interval]] = {
    ast.Add: Interval.__add__,
    ast.Sub: Interval.__sub__,
    ast.Mult: Interval.__mul__,
    ast.Div: Interval.__truediv__,
}


def ids_in(expression: str) -> list[str]:
    """The printed numbers of an expression in the order in which they stand, each once."""
    return list(dict.fromkeys(ID.findall(expression)))


def parsed(expression: str) -> ast.expr:
    """The expression as a tree whose names are ids with `_` for the hyphen; HkoError when it is none."""
    try:
        tree = ast.parse(ID.sub(lambda found: found[0].replace("-", "_"), expression).strip(), mode="eval").body
    except SyntaxError as fault:
        raise HkoError(f"«{expression}» er ikke et regneudtryk") from fault
    for node in ast.walk(tree):
        _refuse(node, expression)
    return tree


def _refuse(node: ast.AST, expression: str) -> None:
    known = (ast.BinOp, ast.UnaryOp, ast.USub, ast.Call, ast.Name, ast.Constant, ast.Load, *_OPERATIONS)
    allowed = isinstance(node, known)
    if isinstance(node, ast.Name):
        allowed = node.id in _FUNCTIONS or bool(_NAME.fullmatch(node.id))
    if isinstance(node, ast.Constant):
        allowed = type(node.value) in (int, float)
    if isinstance(node, ast.Call):
        allowed = isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS and bool(node.args)
    if not allowed:
        part = _NAME.sub(r"\1-\2", ast.unparse(node)) if isinstance(node, ast.expr) else type(node).__name__
        raise HkoError(f"«{part}» i «{expression}» kan ikke bruges; tilladt er id'er, tal, + - * /, min og max")


def evaluate(
    expression: str,
    interval_of: Callable[[str], Interval],
    constant: Callable[[str], Interval] = exactly,
) -> Interval:
    """The interval of an expression, given the interval of a printed number by its id.

    constant: the interval of a constant from its text ("0.2"); by default the number itself.
    """

    def value(node: ast.expr) -> Interval:
        """The interval of a part of the expression."""
        match node:
            case ast.BinOp(left=left, op=operation, right=right):
                return _OPERATIONS[type(operation)](value(left), value(right))
            case ast.UnaryOp(operand=operand):
                return -value(operand)
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return _FUNCTIONS[name](*(value(argument) for argument in arguments))
            case ast.Name(id=name):
                return interval_of(name.replace("_", "-"))
            case ast.Constant(value=number):
                return constant(str(number))
        raise HkoError(f"«{expression}» er ikke et regneudtryk")

    return value(parsed(expression))


def unit_of(number: str) -> Fraction:
    """The unit of a constant's last decimal: "0.2" → 1/10."""
    return Fraction(1, 10 ** _decimals(number))


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _danish(number: str) -> str:
    # No dot in four digits: 2022 is a year.
    return formats.number(number, _decimals(number)) if float(number) >= 10_000 else number.replace(".", ",")


def shown(expression: str, number_of: Callable[[str], str]) -> str:
    """An expression in Danish, each id replaced by its number: "100 · 5.066 / (5.066 + 15.785)"."""
    constants = re.sub(r"(?<![\w-])\d+(?:\.\d+)?", lambda found: _danish(found[0]), expression)
    signs = re.sub(r" ?\* ?", " · ", constants).replace(" - ", " − ").replace("-(", "−(")
    functions = signs.replace("min(", "mindste af (").replace("max(", "største af (")
    return ID.sub(lambda found: number_of(found[0]), functions).strip()
