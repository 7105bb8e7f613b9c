"""Entry point of telemetry-cli.pyz: selects the modules for the running Python version."""

import sys

_archive = sys.path[0]


def _source_in_memory():
    """Import modules from source.zip, for a Python version without bytecode; unpacks nothing."""
    import io
    import zipfile
    from importlib.abc import Loader, MetaPathFinder
    from importlib.machinery import ModuleSpec

    with zipfile.ZipFile(_archive) as outer:
        source = zipfile.ZipFile(io.BytesIO(outer.read("source.zip")))
    names = set(source.namelist())

    class Source(MetaPathFinder, Loader):
        def find_spec(self, name, _path=None, _target=None):
            path = name.replace(".", "/")
            for file, is_package in ((f"{path}/__init__.py", True), (f"{path}.py", False)):
                if file in names:
                    spec = ModuleSpec(name, self, origin=file, is_package=is_package)
                    if is_package:
                        spec.submodule_search_locations = [path]
                    return spec
            return None

        def exec_module(self, module):
            file = module.__spec__.origin
            module.__file__ = f"{_archive}/{file}"
            code = compile(source.read(file), module.__file__, "exec")
            exec(code, module.__dict__)  # noqa: S102

        def get_resource_reader(self, name):
            return Resources(name)

    class Resources:
        def __init__(self, name):
            self._path = name.replace(".", "/")

        def files(self):
            return zipfile.Path(source, f"{self._path}/")

    sys.meta_path.append(Source())


if f"{sys.implementation.cache_tag} " in "TREES ":
    sys.path[0] = f"{_archive}/{sys.implementation.cache_tag}"
else:
    _source_in_memory()

from telemetry_cli.__main__ import main  # noqa: E402

main()
