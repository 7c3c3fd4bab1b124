"""The public face of the package: functions are functions, whatever was imported before."""

import importlib
import inspect
import pkgutil

import kg


def test_no_public_name_is_a_module() -> None:
    """Importing every subpackage leaves `kg.extract`, `kg.load` and `kg.ask` the functions that they are."""
    for module in pkgutil.iter_modules(kg.__path__):
        importlib.import_module(f"kg.{module.name}")
    assert [name for name in kg.__all__ if inspect.ismodule(getattr(kg, name))] == []


def test_all_names_exist() -> None:
    """Every name of `__all__` is there, and `dir` shows them."""
    assert set(kg.__all__) <= set(dir(kg))
    assert all(getattr(kg, name) is not None for name in kg.__all__)
