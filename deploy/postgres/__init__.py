"""An embedded PostgreSQL: made, started, adopted and stopped without root, a service or a container."""
