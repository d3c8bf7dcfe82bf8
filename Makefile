# One command starts the portal, one tests it. `make help` lists all; each needs nothing but a python3.
ARGS ?=
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help start test check bench bench-registration screenshots messages lock

help start test check bench screenshots messages lock:
	@exec $(PYTHON) deploy/launch.py $@ $(ARGS)

bench-registration:
	@exec $(PYTHON) deploy/launch.py bench registration
