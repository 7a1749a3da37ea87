"""The SEN2 return in XML, read piece by piece: no more of it is held than one person."""

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from send_cli.domain.problem import InputRefused, Problem, Severity
from send_cli.importers.listing import Progress
from send_cli.importers.sen2_records import PARENTS, Record, Return
from send_cli.importers.webpage import is_web_page

PIECE = 4096
"""Bytes read at a time."""

_BEGINS = re.compile(rb"<[?!:_a-z\x80-\xff]", re.IGNORECASE)
_OTHER_MARKUP = re.compile(rb"<\W*(html|table|workbook|!doctype\s+html)\b", re.IGNORECASE)
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)", re.IGNORECASE)
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def is_xml(path: Path) -> bool:
    """Say whether a file is XML, and no page or workbook written as XML.

    What comes through a pipe can be read only once, so nothing of it is read here.
    """
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(PIECE)
    except (OSError, ValueError):
        return False
    bare = head.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"")
    bare = bare.lstrip(b"\xff\xfe").lstrip()
    return bool(_BEGINS.match(bare)) and not (is_web_page(bare) or _OTHER_MARKUP.search(bare))


class Pieces:
    """A file as pieces of bytes, and how many: what a progress bar is drawn of."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = path.name
        self.size = path.stat().st_size

    @property
    def rows(self) -> "Pieces":
        """The pieces, under the name that a table's rows have."""
        return self

    def __len__(self) -> int:
        return -(-self.size // PIECE)

    def __iter__(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def xml_return(path: Path, encoding: str | None, progress: Progress | None) -> Return:
    """Open a return in XML.

    Raises:
        InputRefused: it cannot be opened.

    """
    if path.exists() and not path.is_file():
        raise InputRefused(f"{path.name}: is no file that can be read twice (save the return)")
    try:
        pieces = Pieces(path)
        with path.open("rb") as file:
            head = file.read(PIECE)
    except OSError as error:
        raise InputRefused(f"{path.name}: cannot be read: {error.strerror}") from error
    strays: list[int] = []
    problems: list[Problem] = []
    said = _ENCODING.match(head.removeprefix(codecs.BOM_UTF8))
    used = encoding or _MARKS.get(head[:2]) or (said[1].decode().lower() if said else "utf-8")
    wrapped = progress(pieces) if progress else pieces
    persons = _persons(path.name, wrapped, encoding, strays, problems)
    return Return(path.name, used, "person", persons, strays, problems)


def _persons(
    file: str,
    pieces: Iterable[bytes],
    encoding: str | None,
    strays: list[int],
    problems: list[Problem],
) -> Iterator[Record]:
    from defusedxml.common import DefusedXmlException, DTDForbidden
    from defusedxml.ElementTree import ParseError, XMLParser

    built = _Builder(strays, problems)
    try:
        parser: Any = XMLParser(target=built, encoding=encoding, forbid_dtd=True)
        for piece in pieces:
            parser.feed(piece)
            yield from built.finished()
        parser.close()
    except DTDForbidden as error:
        raise InputRefused(
            f"{file}: has a DOCTYPE, which no return needs and which may do harm (ask the "
            "supplier for the return as it is sent to the Department)"
        ) from error
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        line = getattr(error, "position", None)
        where = f", line {line[0]}" if line else ""
        raise InputRefused(
            f"{file}{where}: cannot be read as XML to its end, so nothing of it was taken "
            "(export the return again)"
        ) from error
    except OSError as error:
        raise InputRefused(f"{file}: cannot be read: {error.strerror}") from error
    yield from built.finished()


class _Builder:
    """Makes records of the elements as they begin and end."""

    def __init__(self, strays: list[int], problems: list[Problem]) -> None:
        self.open: list[Record] = []
        self.done: list[Record] = []
        self.strays = strays
        self.problems = problems
        self.number = 0
        self.words: list[str] = []
        self.is_leaf = False

    def start(self, tag: str, attributes: object) -> None:
        name = _local(tag)
        self.is_leaf = name not in PARENTS
        self.words.clear()
        if name == "person":
            self.number += 1
        if not self.is_leaf:
            self.open.append(Record(name, self.number))

    def data(self, text: str) -> None:
        self.words.append(text)

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name not in PARENTS:
            if self.is_leaf and self.open:
                self.open[-1].put(name, "".join(self.words))
        else:
            self._closed(self.open.pop())
        self.is_leaf = False
        self.words.clear()

    def _closed(self, record: Record) -> None:
        if record.name == "person":
            self.done.append(record)
        elif self.open:
            self.open[-1].parts.append(record)
        elif record.name == "requests":
            self.strays.append(self.number)
            self.problems.append(
                Problem(
                    "is a request outside every Person, so it was refused (whose it is is not "
                    "said)",
                    Severity.ERROR,
                    column="Requests",
                )
            )

    def finished(self) -> Iterator[Record]:
        """Yield the persons that have ended, and let go of them."""
        done, self.done = self.done, []
        yield from done

    def close(self) -> None:
        """End the file."""


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()
