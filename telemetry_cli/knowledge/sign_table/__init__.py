"""How causes are recognised, a module for each of `cause_table`. Data; see `row` for the fields."""
