"""The whole content of a case file as one JSON file: a row a line, always in the same order."""

from json import JSONEncoder

from send_cli.domain.content import FORMAT, VERSION, Content, Table

_written = JSONEncoder(ensure_ascii=False).encode


def whole_text(content: Content) -> str:
    """Return the whole content; the same content is the same text, byte for byte."""
    tables = [
        f"{_written(name)}: {_table(table)}" for name, table in sorted(content.tables.items())
    ]
    lines = [
        "{",
        f'"format": {_written(FORMAT)},',
        f'"version": {VERSION},',
        f'"schema": {content.schema},',
        '"tables": {',
        ",\n".join(tables),
        "}",
        "}",
    ]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> str:
    rows = ",\n".join(_written(list(row)) for row in table.rows)
    return f'{{"columns": {_written(list(table.columns))}, "rows": [\n{rows}\n]}}'
