"""A list of people to invite: reading the file, knowing its columns, and finding what is wrong with each line."""
