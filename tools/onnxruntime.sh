#!/usr/bin/env bash
# Fetches ONNX Runtime's shared library out of its Python wheel into the folder that is named.
# A machine with a build of its own (a Jetson's, say) sets OCELLUS_ORT_LIB to that library instead.
set -euo pipefail

version=1.31.1
target=${1:?usage: onnxruntime.sh FOLDER}
case $(uname -m) in
    x86_64) platform=manylinux_2_28_x86_64 ;;
    aarch64) platform=manylinux_2_28_aarch64 ;;
    *) echo "onnxruntime.sh: no wheel for $(uname -m); the program runs on tract there." >&2; mkdir -p "$target"; exit 0 ;;
esac
wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT
# One fixed wheel, whatever Python runs here: only the library inside is used.
python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
    --python-version 3.11 --implementation cp --platform "$platform" -d "$wheels" "onnxruntime==$version"
mkdir -p "$target"
python3 - "$wheels" "$target" <<'PY'
import pathlib, shutil, sys, zipfile
wheels, target = map(pathlib.Path, sys.argv[1:])
with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
    for name in wheel.namelist():
        file = name.rsplit("/", 1)[-1]
        if file.startswith("libonnxruntime.so") or name.endswith(("LICENSE", "ThirdPartyNotices.txt")):
            with wheel.open(name) as source, open(target / file, "wb") as sink:
                shutil.copyfileobj(source, sink)
PY
ls "$target"/libonnxruntime.so* >/dev/null
