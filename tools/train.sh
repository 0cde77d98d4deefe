#!/bin/sh
# The whole reference run: photographs → models/ocellus-1, a little over two hours on 2 CPU cores. Run it in the repository root.
# DATA is the folder of labelled photographs; PYTHON one with tools/requirements.lock installed. A stopped run goes on
# where it was: every training step keeps checkpoints under build/, and finished steps are not done again.
set -eu

DATA=${DATA:?name the folder of labelled photographs; tools/README.md says how it looks}
PYTHON=${PYTHON:-python3}
EYES=${EYES:-800}
STEPS=${STEPS:-3800}
LANGUAGE_MINUTES=${LANGUAGE_MINUTES:-60}
export PYTHONPATH=tools OMP_NUM_THREADS=${OMP_NUM_THREADS:-2} OMP_WAIT_POLICY=PASSIVE

# 1. Data: 27 MB of photographs, and drawn eyes with exact labels (4 a second).
[ -e build/pack/index.json ] || $PYTHON tools/pack.py --data "$DATA" --out build/pack
$PYTHON -m ocellus_tools.synth --out build/synth --n "$EYES" --seed 500000 --jobs 2
$PYTHON -m ocellus_tools.synth --out build/synth-fit --n 48 --seed 800000 --jobs 2

# 2. The evidence reader: trunk, maps and landmarks; then the global heads on the frozen trunk.
[ -e build/evidence/fitted.pt ] || {
    $PYTHON tools/train_evidence.py --steps "$STEPS"
    $PYTHON tools/fit_heads.py
}
$PYTHON tools/head_law.py
$PYTHON tools/scaling.py build/scaling.json --measure "cross-entropy of ICDR >= 2"

# 3. The language reader on the same trunk.
[ -e build/language/last.pt ] && [ -e build/language/done ] || {
    $PYTHON -m ocellus_tools.lm_data build/pack build/synth build/views
    $PYTHON tools/train_language.py --trunk build/evidence/fitted.pt --minutes "$LANGUAGE_MINUTES"
    touch build/language/done
}

# 4. Bundles: int8, and the fp32 twin that shows what int8 costs. Claims come from the hold-out, read by the product; a
# condition without a claim is not assessed, so that the Python figures stand in until those are there.
LANGUAGE="--language build/language/last.pt --language-evidence build/evidence/fitted.pt"
CALIBRATION="--calibration build/ocellus-1.calibration.json"
$PYTHON tools/bundle.py --out build/ocellus-1 $LANGUAGE
$PYTHON tools/evaluate.py --data "$DATA" --bundle build/ocellus-1 --out build/provisional.json
$PYTHON tools/bundle.py --out build/ocellus-1 $LANGUAGE $CALIBRATION --claims build/provisional.json
$PYTHON tools/bundle.py --out build/ocellus-1-fp32 --fp32 $LANGUAGE $CALIBRATION --claims build/provisional.json

# 5. Every trial, through the program, and the card; then the bundle that ships.
PYTHON="$PYTHON" BUNDLE=build/ocellus-1 tools/measure.sh
$PYTHON tools/bundle.py --out models/ocellus-1 $LANGUAGE $CALIBRATION --claims build/evaluation.json build/language.json \
    --card build/CARD.md --plots build/plots
