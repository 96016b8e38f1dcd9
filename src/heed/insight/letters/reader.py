"""Read the pages of a letter in a process of its own: `python -m heed.insight.letters.reader < pages` > JSON

Reading takes some seconds of the processor and two thirds of a gigabyte; a process that ends gives them back, and a
picture made to take more dies alone. Needs the extra `letters` (rapidocr), whose models are in its package: nothing is
downloaded.
"""

import json
import os
import resource
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, BinaryIO

from heed.insight.letters.lines import Piece

MEMORY = 3 * 2**30  # bytes of addresses; less than a third of them is used
SECONDS = 60  # of the processor
LENGTH = 8
"""Bytes that say how long the picture is that follows them."""
_LONGEST_SIDE = 2000
"""Pixels: print of a page of A4 is read as well then as in the twelve million of a telephone."""
_LIBRARY: dict[str, Any] = {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "Global.log_level": "error"}


def pieces_of(pictures: Iterable[bytes]) -> list[list[Piece]]:
    """The printed pieces of each page. Raises UnreadablePicture, and ImportError without the extra."""
    import numpy as np  # of the extra, as rapidocr is
    from rapidocr import RapidOCR

    from heed.insight.pictures import upright

    reader, pages = RapidOCR(params=_LIBRARY), list[list[Piece]]()
    for body in pictures:
        picture = upright(body).convert("RGB")
        picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        found = reader(np.asarray(picture)[:, :, ::-1].copy())  # blue first, as the library expects
        boxes = [[[float(x), float(y)] for x, y in box] for box in ([] if found.boxes is None else found.boxes)]
        pages.append(list(zip(found.txts or (), boxes, strict=True)))
    return pages


def pictures_in(stream: BinaryIO) -> Iterator[bytes]:
    """The pictures that were written one after the other, each behind its length."""
    while length := stream.read(LENGTH):
        yield stream.read(int.from_bytes(length))


def written(pictures: Iterable[bytes]) -> bytes:
    """Pictures as `pictures_in` reads them."""
    stream = BytesIO()
    for body in pictures:
        stream.write(len(body).to_bytes(LENGTH))
        stream.write(body)
    return stream.getvalue()


def main() -> int:
    """Pictures of standard input to standard output; 1 where one of them cannot be read."""
    for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (most, most))
    try:
        pages = pieces_of(pictures_in(sys.stdin.buffer))
    except Exception as problem:  # noqa: BLE001  # whatever is wrong with it, it is no letter that can be read
        sys.stderr.write(f"{type(problem).__name__}: {problem}\n")
        return 1
    json.dump(pages, sys.stdout)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    os._exit(main())  # nothing to tidy up
