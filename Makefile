# Everything runs in .venv/ at the root; a machine with Python 3.11–3.13 and make is enough.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
# Bytecode is made once here, so that a cold kernel does not have to.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: appendix test lab bench simulations golden format clean

appendix: $(READY) data/synthetic/dream.parquet
	$(BIN)/hko appendix

test: $(READY)
	$(BIN)/python -m ruff check src tests benchmarks notebooks
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest

lab: $(READY) data/synthetic/dream.parquet
	$(BIN)/jupyter lab notebooks

# An hour and a half on two cores, with nothing else to do.
bench: $(READY) data/synthetic/dream.parquet
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/cluster.py
	$(BIN)/python benchmarks/many.py --record
	$(BIN)/python benchmarks/faults.py
	$(BIN)/python benchmarks/chapters.py
	$(BIN)/python benchmarks/dream.py

# A quarter of an hour on two cores.
simulations: $(READY)
	$(BIN)/python benchmarks/statements.py
	$(BIN)/python benchmarks/coverage.py
	$(BIN)/python benchmarks/power.py

golden: $(READY)
	cd tests/golden && for script in *.R; do Rscript --vanilla $$script || exit 1; done

format: $(READY)
	$(BIN)/python -m ruff format src tests benchmarks
	$(BIN)/python -m nbstripout notebooks/*.ipynb

data/synthetic/dream.parquet: $(READY) $(wildcard src/utils/synthetic/*.py) data/published/figures.csv
	$(BIN)/hko data synthetic

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --compile --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src
	touch $(READY)

clean:
	rm -rf .venv data/synthetic reports/site reports/manifest.json .pytest_cache .mypy_cache .ruff_cache .hypothesis
