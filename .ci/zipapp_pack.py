"""Packs telemetry-cli.pyz reproducibly: zipapp_pack.py SOURCE APP OUTPUT"""

import io
import os
import sys
import time
import zipfile
from pathlib import Path

MOMENT = time.gmtime(max(int(os.environ["SOURCE_DATE_EPOCH"]), 315532800))[:6]


def pack(stream, directory, extra, compression):
    """Write the files of a directory and `extra` files as a zip archive."""
    files = {
        file.relative_to(directory).as_posix(): file.read_bytes() for file in _files(directory)
    }
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in sorted((files | extra).items()):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.external_attr, entry.compress_type = 0o644 << 16, compression
            archive.writestr(entry, data)


def _files(directory):
    return (path for path in directory.rglob("*") if path.is_file())


source, app, output = map(Path, sys.argv[1:])
inner = io.BytesIO()
pack(inner, source, {}, zipfile.ZIP_DEFLATED)
trees = "".join(f"{tree.name} " for tree in sorted(app.iterdir()) if tree.is_dir())
main = (app / "__main__.py").read_text().replace("TREES ", trees)
with output.open("wb") as stream:
    stream.write(b"#!/usr/bin/env python3\n")
    # Not compressed, to start faster.
    pack(
        stream,
        app,
        {"source.zip": inner.getvalue(), "__main__.py": main.encode()},
        zipfile.ZIP_STORED,
    )
output.chmod(0o755)
