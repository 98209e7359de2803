"""Asking the memory for what will be read soon; the processor goes on meanwhile. Only where numba is installed."""

from importlib import import_module
from typing import Any, Final

from numba.core import types  # noqa: TID253
from numba.extending import intrinsic  # noqa: TID253

AHEAD: Final = 16
"""Rows asked for before they are needed: as many as a core has underway at once, by and large [D]."""
_ir = import_module("llvmlite.ir")
_BYTE, _WHOLE = _ir.IntType(8).as_pointer(), _ir.IntType(32)
_PREFETCH = _ir.FunctionType(_ir.VoidType(), [_BYTE, _WHOLE, _WHOLE, _WHOLE])
_READ, _KEEP, _DATA = 0, 3, 1
"""To be read, to be kept near, no code (LLVM's `llvm.prefetch`)."""


def _fetch(_: Any, array: Any, at: Any) -> Any:
    """Ask for `array[at]`, a place that need not exist: nothing is read yet, and nothing can fail."""

    def made(context: Any, builder: Any, signature: Any, told: Any) -> Any:
        held = context.make_array(signature.args[0])(context, builder, told[0])
        place = builder.bitcast(builder.gep(held.data, [told[1]]), _BYTE)
        work = builder.module.declare_intrinsic("llvm.prefetch", [_BYTE], _PREFETCH)
        builder.call(work, [place, _WHOLE(_READ), _WHOLE(_KEEP), _WHOLE(_DATA)])
        return context.get_dummy_value()

    return types.void(array, at), made


fetch: Any = intrinsic(_fetch)
