"""A paper's blocks as plain lines, for golden files a person can review."""

from __future__ import annotations

from assurance_desk.domain.paper import blocks as b


def lines_of(built: b.BuiltPaper) -> list[str]:
    info = built.info
    found = [
        f"info {info.title} | {info.author} | {info.header_left} | {info.header_right} | {info.footer_left}"
    ]
    for block in built.blocks:
        found += _lines(block)
    return found


def _lines(block: b.Block) -> list[str]:
    match block:
        case b.SectionStart():
            return ["", f"== {block.key}"]
        case b.Heading():
            return [f"{'#' * block.level} {block.text}"]
        case b.Paragraph():
            links = "".join(f" ({one.text} -> {one.target})" for one in block.links)
            return [f"{block.voice}: {block.text}{links}" + (f" [{block.side}]" if block.side else "")]
        case b.Note():
            return [f"note: {block.text}"]
        case b.CoverBlock():
            return [f"cover: {block.body} | {block.title}", *(f"  {a}: {v}" for a, v in block.facts)]
        case b.Asks():
            return [f"asks: {block.title}", *(f"  {one.verb} {one.text}" for one in block.asks)]
        case b.KeyFigures():
            return [f"figures: {block.title}", *(f"  {one.figure} {one.text}" for one in block.figures)]
        case b.BarChart():
            return [f"chart: {block.alt}", *(_bar(one) for one in block.bars)]
        case b.DataTable():
            heads = " | ".join(column.heading for column in block.columns)
            return [f"table {block.name}: {heads}", *(_row(row) for row in block.rows)]
        case b.HeatMap():
            heads = " | ".join((block.corner, *block.columns))
            return [f"heat {block.name}: {heads}", *(_heat_row(row) for row in block.rows)]
        case b.HeatScale():
            return [f"scale {block.title}"]
        case b.Bullets():
            return [f"  {'#' if block.numbered else '-'} {item}" for item in block.items]
        case b.Legend():
            return [
                f"legend {g.scale}: {row.shown.text} = {row.means}" for g in block.groups for row in g.rows
            ]
        case _:
            return ["-- new page"]


def _bar(bar: b.Bar) -> str:
    mark = "*" if bar.strong else "=" if bar.total else " "
    return f"  {mark} {bar.name} {bar.value:.1f} | {bar.label} | {bar.right}"


def _row(row: b.TableRow) -> str:
    cells = " | ".join(_cell(cell) for cell in row.cells)
    return f"  {'' if row.kind == 'row' else row.kind + ': '}{cells}"


def _cell(cell: b.Cell) -> str:
    marks = [cell.silence, cell.chip and f"chip {cell.chip}"]
    if cell.squares:
        marks.append(f"{cell.squares.filled} squares {cell.squares.silent}")
    words = " ".join(mark for mark in marks if mark)
    return cell.text + (f" ({cell.sub})" if cell.sub else "") + (f" <{words}>" if words else "")


def _heat_row(row: b.HeatRow) -> str:
    if row.silence:
        return f"  {row.name}: <{row.silence}> {row.words}"
    cells = " | ".join(
        f"<{cell.silence}>"
        if cell.silence
        else f"{cell.figure} {cell.sub} b{cell.band}{' few' if cell.few else ''}"
        for cell in row.cells
    )
    return f"  {'total ' if row.total else ''}{row.name}: {cells}"
