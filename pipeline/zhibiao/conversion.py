"""Conversion of units through pint, with the definitions of `units.tsv`.

    convert(15, "亩", "公顷") == 1            convert(Decimal("3.2"), "亿千瓦", "GW") == 320
    convert(120, "元/吨", "元/公斤") == 0.12

A unit may carry a scale (万吨, 亿元) and may be a rate. What has no common dimension raises `UnitError`:
no exchange rates are assumed between currencies, and a year has no fixed number of days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation, localcontext
from functools import cache
from typing import Any

import regex

from zhibiao.lexicon.own import of_own
from zhibiao.lexicon.units import units
from zhibiao.model import Row, Unit, UnitError
from zhibiao.spans.numerals import parse
from zhibiao.wording import say

SCALE = regex.compile(r"[0-9]+|[十百千万亿兆]*?")
NAMED = regex.compile(r"[\u4e00-\u9fff]+")
DIGITS = 15  # significant digits that a conversion keeps; the factors themselves are exact


def convert(value: Decimal | int | str, unit: str, to: str) -> Decimal:
    """The value in another unit, to 15 significant digits. Raises `UnitError`, also for a value that is no number."""
    registry = registered()
    value = number(value)
    with localcontext() as context:
        context.prec = 40
        scale, source = expression(unit)
        asked, target = expression(to)
        if source == target:
            result = Decimal(value) * scale / asked
        else:
            from pint.errors import DimensionalityError

            try:
                result = registry.Quantity(Decimal(value) * scale, source).to(target).magnitude / asked
            except DimensionalityError:
                raise UnitError(
                    say("{unit} cannot be given in {to}: they measure different things", unit=unit, to=to)
                ) from None
        context.prec = DIGITS
        result = +Decimal(result)
    whole = result == result.to_integral_value()
    return Decimal(int(result)) if whole else result.normalize()


def number(given: Decimal | int | str) -> Decimal:
    """An exact number of what a caller gives: 1,000 with its comma, too. Raises `UnitError`."""
    try:
        value = Decimal(given.replace(",", "") if isinstance(given, str) else given)
    except (InvalidOperation, TypeError, ValueError):
        value = Decimal("NaN")
    if not value.is_finite():
        raise UnitError(say("{given!r} is no number", given=given))
    return value


def convertible(unit: str, to: str) -> bool:
    """Whether one unit can be given in the other. Raises `UnitError` when `to` is no unit at all."""
    expression(to)
    try:
        convert(1, unit, to)
    except UnitError:
        return False
    return True


def in_units(rows: Iterable[Row], wanted: Iterable[str]) -> list[Row]:
    """The rows with each value that can be given in a wanted unit given in the first such one.

    A change of a rate or a percentage keeps its unit: only like converts to like.
    """
    asked = tuple(wanted)
    for to in asked:
        expression(to)
    return [converted(row, asked) for row in rows]


def converted(row: Row, asked: tuple[str, ...]) -> Row:
    for to in asked:
        if row.unit and row.value is not None and possible(row.unit, to):
            upper = None if row.value_to is None else convert(row.value_to, row.unit, to)
            return replace(row, value=convert(row.value, row.unit, to), value_to=upper, unit=to)
    return row


possible = cache(convertible)


@of_own
@cache
def expression(unit: str) -> tuple[Decimal, str]:
    """(scale, pint expression) of a unit as zhibiao writes it: 万吨, 元/吨, 元/10股."""
    whole = whole_unit(unit)
    if whole:
        return Decimal(1), whole
    scale, parts = Decimal(1), []
    for k, part in enumerate(unit.split("/")):
        for cut in range(len(part)):
            if SCALE.fullmatch(part[:cut]) and (name := whole_unit(part[cut:])):
                break
        else:
            raise UnitError(
                say("{part!r} is no unit that zhibiao knows; a unit is written as in the column `unit`", part=part)
            )
        size = (parse(part[:cut]) or (Decimal(1),))[0]
        scale = scale * size if k == 0 else scale / size
        parts.append(name)
    return scale, " / ".join(parts)


def whole_unit(surface: str) -> str:
    """The registry's name of a surface, or empty."""
    unit = units().get(surface) or named().get(surface)
    if unit is None:
        return ""
    return unit.definition if unit.dimension == "temperature" else aliases()[unit.name]


@of_own
@cache
def named() -> dict[str, Unit]:
    """Units by the names that the column `unit` holds; 月 is no surface after a numeral."""
    return {unit.name: unit for unit in units().values()}


@of_own
@cache
def aliases() -> dict[str, str]:
    """Our unit names → names that pint can parse."""
    return {name: f"zhibiao_{n}" for n, name in enumerate(named())}


@of_own
@cache
def registered() -> Any:
    """A pint registry of exact decimals with every unit of `units.tsv`."""
    import pint

    registry: Any = pint.UnitRegistry(non_int_type=Decimal, autoconvert_offset_to_baseunit=True)
    for unit in dict.fromkeys(units().values()):
        name = aliases()[unit.name]
        if unit.dimension == "temperature":  # scales with an offset keep pint's own names
            continue
        written = NAMED.sub(lambda m: aliases()[m[0]], unit.definition)
        registry.define(f"{name} = {written}" if written else f"{name} = [{name}]")
    return registry
