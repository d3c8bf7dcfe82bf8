"""The settings of the network, in pages of the portal's own."""
