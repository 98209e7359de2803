"""What numba is asked for beyond plain Python. Only where it is installed."""

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import numba  # noqa: TID253
from numba.core import types  # noqa: TID253
from numba.extending import intrinsic  # noqa: TID253

Work = TypeVar("Work", bound=Callable[..., Any])

AHEAD: Final = 16
"""Rows asked for before they are needed: as many as a core has underway at once, by and large [D]."""
ALIGNED: Final = 8
"""Bytes of a whole number, where it stands alone."""
_ir = import_module("llvmlite.ir")
_BYTE, _WHOLE = _ir.IntType(8).as_pointer(), _ir.IntType(32)
_PREFETCH = _ir.FunctionType(_ir.VoidType(), [_BYTE, _WHOLE, _WHOLE, _WHOLE])
_READ, _KEEP, _DATA = 0, 3, 1
"""To be read, to be kept near, no code (LLVM's `llvm.prefetch`)."""


def _sources() -> str:
    """What stands in all files of this folder: a compiled function holds those it calls, and constants of others."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


SOURCES: Final = _sources()


def compiled(work: Work) -> Work:
    """The function as machine code, which leaves other threads alone. It is kept for the next start beside this file or
    in the user's own folder, and not at all where neither can be written; after a change to any file here it is
    compiled anew. By itself numba would look at the function's own file only, and keep what it had called before."""
    made = numba.njit(nogil=True, error_model="numpy")(work)
    with suppress(RuntimeError):
        made.enable_caching()
        kept = cast(Any, made)._cache._cache_file
        kept._source_stamp = kept._source_stamp, SOURCES
    return cast(Work, made)


def _place(context: Any, builder: Any, signature: Any, told: Any) -> Any:
    """Where in memory `array[at]` is, its numbers counted one after the other."""
    held = context.make_array(signature.args[0])(context, builder, told[0])
    return builder.gep(held.data, [told[1]])


def _fetch(_: Any, array: Any, at: Any) -> Any:
    """Ask for `array[at]`, a place that need not exist: nothing is read yet, and nothing can fail."""

    def made(context: Any, builder: Any, signature: Any, told: Any) -> Any:
        place = builder.bitcast(_place(context, builder, signature, told), _BYTE)
        work = builder.module.declare_intrinsic("llvm.prefetch", [_BYTE], _PREFETCH)
        builder.call(work, [place, _WHOLE(_READ), _WHOLE(_KEEP), _WHOLE(_DATA)])
        return context.get_dummy_value()

    return types.void(array, at), made


def _plus_one(_: Any, array: Any, at: Any) -> Any:
    """One more in `array[at]`, and what was there; no other thread can come between."""

    def made(context: Any, builder: Any, signature: Any, told: Any) -> Any:
        place = _place(context, builder, signature, told)
        return builder.atomic_rmw("add", place, _ir.IntType(8 * ALIGNED)(1), "seq_cst")

    return types.int64(array, at), made


def _read(_: Any, array: Any, at: Any) -> Any:
    """`array[at]` as it is in memory by now; what other threads wrote before it is there as well."""

    def made(context: Any, builder: Any, signature: Any, told: Any) -> Any:
        return builder.load_atomic(_place(context, builder, signature, told), "seq_cst", ALIGNED)

    return types.int64(array, at), made


fetch: Any = intrinsic(_fetch)
plus_one: Any = intrinsic(_plus_one)
read: Any = intrinsic(_read)
