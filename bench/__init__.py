"""Measurements; `make bench` runs all modules that have a `main`, `make bench ARGS=web_servers` one."""
