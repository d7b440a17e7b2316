"""Shadow roots that a page declares (HTML, 4.12.3), opened: a browser shows what stands in them."""

from __future__ import annotations

import re

_DECLARES = b"shadowrootmode"
_TEMPLATE = re.compile(rb"<(/?)template\b([^<>]{0,2000})>", re.I)


def opened(data: bytes) -> bytes:
    """A page with boxes in place of the templates that declare shadow roots. Other templates stay, unseen."""
    if _DECLARES not in data:
        return data
    pieces: list[bytes] = []
    roots: list[bool] = []
    done = 0
    for tag in _TEMPLATE.finditer(data):
        if not tag[1]:
            roots.append(_DECLARES in tag[2])
            box = b"<div%s>" % tag[2] if roots[-1] else tag[0]
        else:
            box = b"</div>" if roots and roots.pop() else tag[0]
        pieces += [data[done : tag.start()], box]
        done = tag.end()
    return b"".join([*pieces, data[done:]])
