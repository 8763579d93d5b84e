"""A kernel without a network port."""

from jupyter_client.manager import AsyncKernelManager


class LocalKernelManager(AsyncKernelManager):  # type: ignore[misc]
    """Talks with its kernel through sockets in the file system, which nobody else can reach."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.transport = "ipc"
