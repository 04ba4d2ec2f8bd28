"""A stretch of one open file to the end of another, by the kernel where it can, so that no byte comes to Python."""

from __future__ import annotations

import errno
import os

# What the call says where it cannot be used: not built in, other file systems, no such files, forbidden to a container.
REFUSALS = {errno.ENOSYS, errno.EXDEV, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM, errno.ETXTBSY}
BLOCK = 1 << 20  # bytes


def copy_stretch(source: int, target: int, start: int, size: int) -> None:
    """Append `size` bytes of the file `source`, from `start` on, to the file `target`, both open descriptors.

    Raises `OSError`, also when the source ends before.
    """
    copied = copy_in_kernel(source, target, start, size)
    copy_plainly(source, target, start + copied, size - copied)


def copy_in_kernel(source: int, target: int, start: int, size: int) -> int:
    """As much of it as the kernel will copy (on Linux); answers how many bytes."""
    copied = 0
    while copied < size and hasattr(os, "copy_file_range"):
        try:
            more = os.copy_file_range(source, target, size - copied, start + copied)
        except OSError as error:
            if error.errno in REFUSALS:
                break
            raise
        if not more:  # the file's end, or a file system that only looks as if it could
            break
        copied += more
    return copied


def copy_plainly(source: int, target: int, start: int, size: int) -> None:
    """The same through memory."""
    os.lseek(source, start, os.SEEK_SET)
    while size:
        block = os.read(source, min(size, BLOCK))
        if not block:
            raise OSError(errno.EIO, "the file ends too early")
        size -= len(block)
        while block:
            block = block[os.write(target, block) :]
