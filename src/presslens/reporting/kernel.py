"""A kernel without a network port."""

import shutil
import tempfile
import weakref
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager


class LocalKernelManager(AsyncKernelManager):  # type: ignore[misc]
    """Talks with its kernel through sockets in the file system, which nobody else can reach.

    They lie in a folder of their own: left alone, those of two reports that are made at the same
    time from the same folder would have the same names.
    """

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.transport = "ipc"
        folder = tempfile.mkdtemp(prefix="presslens-")  # only its maker may enter
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.ip = str(Path(folder) / "kernel")
