"""Export a trained network as the model that is shipped: ONNX, eight-bit weights, under 30 MB.

Weights get seven bits of the eight (`reduce_range`): processors without VNNI add two products in sixteen
bits, which would overflow otherwise, and a record must not depend on the processor.
"""

from __future__ import annotations

import argparse
import shutil
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from network import Network


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--weights", type=Path, required=True)
    ap.add_argument("--encoder", required=True)
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--out", type=Path, required=True, help="folder of the model")
    ap.add_argument("--full-range", action="store_true", help="eight bits, for measuring what seven cost")
    ap.add_argument("--keep-float", action="store_true", help="leave the unquantised graph beside it")
    args = ap.parse_args()
    network = Network(args.encoder, args.layers)
    network.load_state_dict(torch.load(args.weights, weights_only=True))
    network.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    plain, final = args.out / "float.onnx", args.out / "reader.onnx"
    ids = torch.randint(1000, 20000, (2, 32))
    axes = {0: "window", 1: "piece"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["ids", "mask"],
            output_names=["columns"],
            dynamic_axes={"ids": axes, "mask": axes, "columns": axes},
            opset_version=17,
            dynamo=False,
        )
    quantize_dynamic(plain, final, weight_type=QuantType.QInt8, per_channel=True, reduce_range=not args.full_range)
    if not args.keep_float:
        plain.unlink()
    shutil.copy(Path(args.encoder) / "tokenizer.json", args.out / "tokenizer.json")
    print(f"{final}: {final.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
