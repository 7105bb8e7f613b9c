"""The table of causes, a module for each group of tools. Data; see `row` for the fields."""
