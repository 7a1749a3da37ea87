"""What a workbook's file says of itself that its reader does not tell."""

import io
import re
import zipfile
from collections.abc import Iterator

LARGEST = 2**29
"""Bytes: no part of a workbook is unpacked that is larger."""

_SHEET = re.compile(rb"<sheet\b[^>]*\br:id=\"([^\"]+)\"")
_PART = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb"\b(Id|Target)=\"([^\"]*)\"")
_FAULT = re.compile(
    rb"<c r=\"([A-Z]{1,3})(\d{1,7})\"[^>]*\bt=\"e\"[^>]*>"
    rb"(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?<v>([^<]{1,40})</v>"
)
_FROM_1904 = re.compile(rb"<workbookPr\b[^>]*\bdate1904=\"(1|true)\"")
_OLD_1900, _OLD_1904 = b"\x22\x00\x02\x00\x00\x00", b"\x22\x00\x02\x00\x01\x00"


def is_locked(content: bytes) -> bool:
    """Say whether a workbook is protected by a password, which is all its bytes tell then."""
    return "EncryptedPackage".encode("utf-16-le") in content


def counts_from_1900(content: bytes) -> bool:
    """Say whether a number that stands for a day is counted from 1900, as far as can be seen.

    Some workbooks count from 1904; there the same number is another day.
    """
    if not content.startswith(b"PK"):
        return _OLD_1900 in content and _OLD_1904 not in content
    book = _part(content, "xl/workbook.xml")
    return book is not None and not _FROM_1904.search(book)


def faulty_cells(content: bytes, sheet: int) -> Iterator[tuple[int, int, str]]:
    """Yield the row, from 1, the column, from 0, and the text of each cell that holds an error.

    It is known of Excel's newer files only.
    """
    book, links = _part(content, "xl/workbook.xml"), _part(content, "xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        return
    ids = _SHEET.findall(book)
    found = [dict(_ATTRIBUTE.findall(link)) for link in _PART.findall(links)]
    targets = {link.get(b"Id"): link.get(b"Target", b"") for link in found}
    target = targets.get(ids[sheet], b"") if sheet < len(ids) else b""
    name = target.decode(errors="replace").removeprefix("/xl/").lstrip("/")
    for column, row, text in _FAULT.findall(_part(content, f"xl/{name}") or b""):
        place = 0
        for one in column:
            place = place * 26 + one - ord("A") + 1
        yield int(row), place - 1, text.decode(errors="replace")


def _part(content: bytes, name: str) -> bytes | None:
    """Return one part of a workbook's file; None where it has none, or one that is too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return file.read(name) if file.getinfo(name).file_size <= LARGEST else None
    except Exception:
        # However a file is damaged, it says nothing then.
        return None
