"""What installs, starts, tests and checks the portal; the Makefile is its front door."""
