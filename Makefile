# Ocellus. `make run` starts the station; `make test` proves it; `make bench` times it. Each does its own set-up.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

CARGO ?= cargo
TARGET := $(or $(CARGO_TARGET_DIR),target)
BIN := $(TARGET)/release/ocellus
ORT := build/onnxruntime
PAGE := ui/dist/index.html
PY := build/venv/bin/python
ADDRESS ?= 127.0.0.1:8080
# Patients' photographs: outside build/, and never cleaned.
RECORD ?= data


help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

# ---- set-up -------------------------------------------------------------------------------------------------------

build/system: tools/setup.sh
	tools/setup.sh
	@mkdir -p build && touch $@

# ONNX Runtime is the shared library inside the wheel, loaded at run time.
$(ORT)/stamp: tools/onnxruntime.sh | build/system
	tools/onnxruntime.sh $(ORT)
	@touch $@

ui/node_modules/stamp: ui/package-lock.json | build/system
	cd ui && npm ci --no-audit --no-fund
	@touch $@

# schema.d.ts is made from openapi.json and keys.d.ts from languages/en.ftl, by the linters too.
$(PAGE): ui/node_modules/stamp $(shell find ui/src ui/index.html ui/openapi.json ui/*.ts -type f ! -name schema.d.ts ! -name keys.d.ts 2>/dev/null) ui/words.mjs $(wildcard languages/*.ftl)
	cd ui && npm run build

# What the tests of tools/ need without PyTorch.
build/venv/stamp: tools/requirements-test.txt | build/system
	@python3 -c 'import sys; sys.exit("the tests need Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	python3 -m venv build/venv
	build/venv/bin/pip install --quiet --disable-pip-version-check -r tools/requirements-test.txt
	@touch $@

.PHONY: help build run test torture test-rust test-page test-browser test-camera test-systemd test-tools lint deny bench bench-language clean
build: $(ORT)/stamp $(PAGE) ## the program with its page: target/release/ocellus
	$(CARGO) build --release

# ---- the main job -------------------------------------------------------------------------------------------------

run: build ## build, start the station with a few synthetic eyes already read, print the address
	$(BIN) serve --address $(ADDRESS) --data $(RECORD) --examples examples

# ---- tests --------------------------------------------------------------------------------------------------------

test: lint test-rust test-page test-tools test-browser test-camera ## everything
	@echo "all of it passed"

lint: $(PAGE) build/venv/stamp ## formatting and linters
	$(CARGO) fmt --check
	$(CARGO) clippy --release --all-targets -- -D warnings
	build/venv/bin/ruff check tools
	cd ui && npm run lint

test-rust: build ## the program, through the front door
	$(CARGO) test --release --no-fail-fast

# Needs root, loop devices and FUSE; the short form in `make test` leaves out what the machine cannot do.
torture: build ## power cuts, kills and failing disks at length; a failing card in a virtual machine
	OCELLUS_TORTURE=long $(CARGO) test --release --test torture -- --nocapture --test-threads=1
	board/vm/test-record.sh build/vm $(BIN)

test-page: ui/node_modules/stamp ## the page's own units
	cd ui && npm test

test-tools: build/venv/stamp build ## host-side tools, all but training
	cd tools && ../$(PY) -m pytest tests

test-training: build/system ## training and export too; fetches PyTorch (4 GB)
	python3 -m venv build/training
	build/training/bin/pip install --quiet --disable-pip-version-check -r tools/requirements.lock
	cd tools && ../build/training/bin/python -m pytest -q tests

test-browser: build ## a real browser against the real program
	tools/setup.sh browser
	cd ui && OCELLUS_BIN=$(abspath $(BIN)) npm run test:browser

# ---- the camera against the kernel's own drivers, in a virtual machine ---------------------------------------------

BOARD := build/board
test-camera torture-camera: TEST = board/vm/test-camera.sh build/vm $(BIN) $(BOARD)/release

.PHONY: board torture-camera
board:
	cd board/camera && $(CARGO) fmt --check && CARGO_TARGET_DIR=$(abspath $(BOARD)) $(CARGO) build --release --locked

test-camera: build board ## the station in a virtual machine with real drivers and a USB camera in software
	$(TEST)

# OCELLUS_TORTURE_SEED, _FAULTS (200), _PLUGS (200) and _LOOK (3600 seconds) change what is done.
torture-camera: build board ## there, every fault at random, 200 plugs, an hour of preview
	OCELLUS_VM_SECONDS=$${OCELLUS_VM_SECONDS:-14400} $(TEST) torture

.PHONY: aarch64
aarch64: $(PAGE) ## the program for 64-bit Arm, tried in emulation: build/aarch64/target/…
	board/aarch64/build.sh build/aarch64

# ---- the units, booted in a container -------------------------------------------------------------------------------

test-systemd: build ## the units of systemd/ booted in a container: what they do, may do and survive; root, Debian
	board/systemd/test.sh build/systemd $(BIN)

deny: ## licences, bans and sources of every dependency
	command -v cargo-deny >/dev/null || $(CARGO) install --locked cargo-deny
	cargo-deny check licenses bans sources

bench: build build/venv/stamp ## the whole path timed, raw figures into benches/runs/
	benches/run.sh $(BIN)
	$(PY) benches/camera.py $(BIN) examples benches/runs/$$(date -u +%Y-%m-%d)-$$(uname -m)-camera.json
	$(CARGO) bench

bench-language: build ## our decoder beside ONNX Runtime GenAI, llama.cpp, mistral.rs, transformers; fetches 5 GB
	python3 -m venv build/venv-bench
	build/venv-bench/bin/pip install --quiet --disable-pip-version-check -r tools/requirements-bench.txt
	PYTHONPATH=tools build/venv-bench/bin/python tools/bench_language.py --binary $(BIN) --out benches/runs/$$(date -u +%Y-%m-%d)-$$(uname -m)-language.json

clean: ## everything that was built; the record stays
	rm -rf build ui/dist ui/node_modules
	$(CARGO) clean
