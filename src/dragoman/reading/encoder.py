"""The encoder at run time: ONNX Runtime over windows, batched, on a fixed number of threads.

The graph takes padded piece ids with their mask and gives the columns of `dragoman.reading.layout`.
Windows of like length go together, so that little is computed for padding; results come back in the
order of the windows, and the same windows give the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from dragoman.reading.decoding import Scores
from dragoman.reading.windows import Window

BATCH = 8
"""Windows run together: enough to keep one core busy, few enough to stay small in memory."""


class Encoder(Protocol):
    """Gives the output columns for each piece of each window."""

    def scores(self, windows: Sequence[Window]) -> Iterator[Scores]:
        """Yield one array, pieces x columns, for each window, in order."""
        ...


class OnnxEncoder:
    """The shipped encoder.

    Args:
        path: The ONNX file.
        threads: Processor threads to use.
    """

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        import onnxruntime  # noqa: PLC0415 - takes a tenth of a second that `--help` need not wait for

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # The arena stays on: without it a sixth of the time goes into asking for memory, and the peak is higher.
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def scores(self, windows: Sequence[Window]) -> Iterator[Scores]:
        """Yield one array, pieces x columns, for each window, in order."""
        # A bounded stretch at a time keeps memory flat on very long documents.
        stretch = BATCH * 8
        for low in range(0, len(windows), stretch):
            yield from self._stretch(windows[low : low + stretch])

    def _stretch(self, windows: Sequence[Window]) -> list[Scores]:
        order = sorted(range(len(windows)), key=lambda at: (len(windows[at].ids), at))
        found: dict[int, Scores] = {}
        for low in range(0, len(order), BATCH):
            chosen = order[low : low + BATCH]
            longest = len(windows[chosen[-1]].ids)
            ids = np.zeros((len(chosen), longest), dtype=np.int64)
            mask: npt.NDArray[np.int64] = np.zeros_like(ids)
            for row, at in enumerate(chosen):
                ids[row, : len(windows[at].ids)] = windows[at].ids
                mask[row, : len(windows[at].ids)] = 1
            (out,) = self._session.run(None, {"ids": ids, "mask": mask})
            for row, at in enumerate(chosen):
                found[at] = np.asarray(out[row, : len(windows[at].ids)], dtype=np.float32)
        return [found[at] for at in range(len(windows))]
