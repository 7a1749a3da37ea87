"""A report as one page of HTML that asks nothing of anybody: for a browser, and for paper."""

from importlib.resources import files

from send_cli.present.report import Report
from send_cli.present.words import safe

TEMPLATE = "report.html.j2"


def report_page(report: Report) -> str:
    """Return the whole page; what came from a list is text in it, and never a mark."""
    from jinja2 import Environment, StrictUndefined

    template = files("send_cli.present").joinpath(TEMPLATE).read_text(encoding="utf-8")
    room = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    room.filters["safely"] = safe
    return room.from_string(template).render(report=report)
