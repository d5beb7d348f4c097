# Sourced by the scripts beside it: makes or finds the environment, and says so.
# Honours an existing .venv and an environment that is active already.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$*" >&2; }

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3 python; do
        if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    echo "No Python 3.11 or newer was found. Install one, or name it: PYTHON=/path/to/python $0" >&2
    return 1
}

# as_root COMMAND...: runs a command that needs root, where that is possible.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi
}

make_environment() {
    local python
    if [ -x .venv/bin/python ]; then
        return
    fi
    python="$(find_python)"
    say "Making an environment in .venv with $python"
    if ! "$python" -m venv .venv 2>/dev/null; then
        rm -rf .venv
        say "This Python has no venv module; installing it with apt"
        as_root apt-get update -qq
        as_root apt-get install -y -qq python3-venv >/dev/null
        "$python" -m venv .venv
    fi
}

# install WHAT...: installs with pip only if the packaging has changed since it last did.
install() {
    local mark=".venv/.installed-$1" wanted
    shift
    wanted="$(cat pyproject.toml; printf '%s ' "$@")"
    if [ -f "$mark" ] && [ "$(cat "$mark")" = "$wanted" ]; then
        return
    fi
    say "Installing: $*"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "$@"
    printf '%s' "$wanted" >"$mark"
}
