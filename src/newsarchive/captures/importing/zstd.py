"""Frames of zstandard (RFC 8878), and the dictionary that a WARC file may begin with.

A `.warc.zst` file has one frame for each record. Its first frame may be skippable and hold the dictionary of
all others, packed or not (IIPC, "Zstandard Compression for WARC Files 1.0").
"""

from __future__ import annotations

from typing import BinaryIO

import zstandard

Dictionary = zstandard.ZstdCompressionDict
FrameError = zstandard.ZstdError

FRAME = b"\x28\xb5\x2f\xfd"
"""What a frame begins with."""
DICTIONARY = b"\x5d\x2a\x4d\x18"
"""What the frame begins with that holds the dictionary."""
_LARGEST_DICTIONARY = 64 << 20
"""Bytes, packed or not."""
_WINDOW = 128 << 20
"""Bytes that a frame may look back: the largest window that zstd makes unless it is asked for "long" ones."""
_STEP_IN = 2048
"""Bytes unpacked in one step: a hostile frame makes 128 KB of each four (RFC 8878, 3.1.1.2), so 64 MB."""


class Frame:
    """Reads one frame as zlib's decompressors read a gzip member."""

    def __init__(self, dictionary: Dictionary | None = None) -> None:
        reader = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=_WINDOW)
        self._inner = reader.decompressobj()
        self.eof = False
        """Whether the frame was read to its end."""
        self.unused_data = b""
        """What stands behind the frame."""
        self.unconsumed_tail = b""
        """What must be given to `decompress` again."""

    def decompress(self, data: bytes, most: int, /) -> bytes:
        """More bytes of the frame, after `most` of them no more than one step gives. Raises `FrameError`."""
        decoded = bytearray()
        at = 0
        while at < len(data) and len(decoded) < most and not self.eof:
            decoded += self._inner.decompress(data[at : at + _STEP_IN])
            at = min(len(data), at + _STEP_IN)
            self.eof = self._inner.eof
        if self.eof:
            self.unused_data = self._inner.unused_data + data[at:]
        self.unconsumed_tail = b"" if self.eof else data[at:]
        return bytes(decoded)


def dictionary_of(raw: BinaryIO) -> Dictionary | None:
    """The dictionary that a file begins with; None where there is none that can be read."""
    raw.seek(0)
    head = raw.read(8)
    size = int.from_bytes(head[4:], "little")
    if head[:4] != DICTIONARY or size > _LARGEST_DICTIONARY:
        return None
    data = raw.read(size)
    try:
        if data.startswith(FRAME):
            frame = Frame()
            data = frame.decompress(data, _LARGEST_DICTIONARY)
            if not frame.eof:
                return None
        dictionary = Dictionary(data)
        Frame(dictionary)  # says whether it is one
    except FrameError:
        return None
    return dictionary
