#!/bin/sh
# Measures a bundle and its fp32 twin (BUNDLE and BUNDLE-fp32) in every trial, through the program, and writes the card of
# what came out: build/CARD.md, build/plots, and the claims beside them. Run it in the repository root.
set -eu

DATA=${DATA:?name the folder of labelled photographs; tools/README.md says how it looks}
PYTHON=${PYTHON:-python3}
BUNDLE=${BUNDLE:-build/ocellus-1}
export PYTHONPATH=tools OMP_NUM_THREADS=${OMP_NUM_THREADS:-2} OMP_WAIT_POLICY=PASSIVE

cargo build --release
OCELLUS="${CARGO_TARGET_DIR:-target}/release/ocellus"
tools/strangers.sh build/strangers
$PYTHON -m ocellus_tools.synth --out build/synth-check --n 64 --seed 900000 --jobs 2
$PYTHON tools/evaluate.py --data "$DATA" --bundle "$BUNDLE" --binary "$OCELLUS" --all --out build/evaluation.json
$PYTHON tools/evaluate.py --data "$DATA" --bundle "$BUNDLE-fp32" --binary "$OCELLUS" --out build/evaluation-fp32.json
$PYTHON tools/evaluate_language.py --bundle "$BUNDLE" --synth build/synth-check --out build/language.json
$PYTHON tools/evaluate_language.py --bundle "$BUNDLE-fp32" --out build/language-fp32.json
LAW=; [ ! -e build/scaling.svg ] || LAW="--scaling build/scaling.svg"
$PYTHON tools/card.py --claims build/evaluation.json build/language.json --int8 build/evaluation.json build/language.json \
    --fp32 build/evaluation-fp32.json build/language-fp32.json --agreement "$BUNDLE.agreement.json" --plots build/plots $LAW
