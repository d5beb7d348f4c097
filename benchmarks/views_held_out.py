"""How well terms and changes are found on articles that nothing was fitted or mended on.

    python benchmarks/views_held_out.py [held_out_2]

The statements are those of gold, so this measures the views alone and not reading.  The weights are those that the
package ships; none of these records was among those they were fitted on.  `benchmarks/gold/README.md` has the rule
that gold goes by.  It prints sums alone: whoever works on the rules is not to see what is wrong here.
"""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from views_changes import measure_moves, measure_new, real_moves  # stand beside this file
from views_fitting import line
from views_grouping import GOLD, negotiation_statements, paired


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else "held_out"
    joined, moved, new = [0, 0, 0], [0, 0, 0, 0], [0, 0, 0]
    for path in sorted((GOLD / folder).glob("*.json")):
        told, moves = negotiation_statements(path), real_moves(path)
        if told is None or moves is None:
            print("the training annotations are not beside this checkout: nothing is measured")
            return
        counts = paired(*told)
        print(line(f"{path.stem}, {len(told[1])}", counts))
        with contextlib.redirect_stdout(io.StringIO()):
            changed = measure_moves(path.stem, *moves, verbose=False)
            first_told = measure_new(path.stem, told)
        joined = [one + other for one, other in zip(joined, counts, strict=True)]
        moved = [one + other for one, other in zip(moved, changed, strict=True)]
        new = [one + other for one, other in zip(new, first_told, strict=True)]
    print(line("all, by pairs", (joined[0], joined[1], joined[2])))
    print(f"changes: {moved[1]} shown, {moved[0]} right; {moved[2]} of {moved[3]} found")
    print(f"new terms: {new[1]} shown, {new[0]} right; {new[2]} are new")


if __name__ == "__main__":
    main()
