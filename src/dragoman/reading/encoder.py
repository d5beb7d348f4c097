"""The encoder at run time: ONNX Runtime, window by window, on a fixed number of threads.

The graph takes piece ids with their mask and gives the columns of `dragoman.reading.layout`.  Windows go
through it one at a time: eight-bit activations are scaled over all that goes in together, so in a batch the
numbers of a window would depend on its neighbours; and on one core a batch is no faster, only larger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from dragoman.reading.decoding import Scores
from dragoman.reading.windows import Window


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
        for window in windows:
            ids = np.asarray([window.ids], dtype=np.int64)
            (out,) = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
            yield np.asarray(out[0], dtype=np.float32)
