"""The pages of practice stories."""
