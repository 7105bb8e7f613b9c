"""The one table of exit codes, as data."""

Row = tuple[int, str, str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]

# code, origin, category, description, names, causes, fixes, elsewhere
ROWS: tuple[Row, ...] = (
    (0, "shell", "none", "Success", (), (), (), ()),
    (1, "shell", "shell", "General failure (or operation not permitted)", (), (), (), ()),
    (137, "signal", "resource", "Killed (SIGKILL / Out of memory?)", (), (), (), ()),
)
