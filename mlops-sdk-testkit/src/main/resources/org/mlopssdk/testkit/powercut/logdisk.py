#!/usr/bin/python3
"""A FUSE directory with two files, whose history is one log.

  disk   a disk image; each write to it is logged as 'W', offset, length, bytes, and each flush as 'F'
  acks   lines; what is appended to it is logged as 'A', 0, length, bytes

One thread serves both, so the log says exactly what had reached the disk when something was acknowledged.

  logdisk.py IMAGE LOG MOUNTPOINT
"""
import errno, os, stat, struct, sys
try:
    from fusepy import FUSE, FuseOSError, Operations  # the package of Debian
except ImportError:
    from fuse import FUSE, FuseOSError, Operations  # the package of PyPI

RECORD = struct.Struct('<cQI')


class LoggedDisk(Operations):
    def __init__(self, image, log):
        self.image = os.open(image, os.O_RDWR)
        self.log = open(log, 'wb', buffering=0)
        self.acks = bytearray()

    def getattr(self, path, handle=None):
        if path == '/':
            return dict(st_mode=stat.S_IFDIR | 0o755, st_nlink=2)
        if path not in ('/disk', '/acks'):
            raise FuseOSError(errno.ENOENT)
        size = os.fstat(self.image).st_size if path == '/disk' else len(self.acks)
        return dict(st_mode=stat.S_IFREG | 0o600, st_nlink=1, st_size=size)

    def readdir(self, path, handle):
        return ['.', '..', 'disk', 'acks']

    def open(self, path, flags):
        return 0

    def read(self, path, length, offset, handle):
        return os.pread(self.image, length, offset) if path == '/disk' else bytes(self.acks[offset:offset + length])

    def write(self, path, data, offset, handle):
        if path == '/disk':
            os.pwrite(self.image, data, offset)
            self.record(b'W', offset, data)
        else:
            self.acks += data
            self.record(b'A', 0, data)
        return len(data)

    def fsync(self, path, only_data, handle):
        if path == '/disk':
            self.record(b'F', 0, b'')
        return 0

    def flush(self, path, handle):
        return 0

    def truncate(self, path, length, handle=None):
        return 0

    def record(self, kind, offset, data):
        self.log.write(RECORD.pack(kind, offset, len(data)) + data)


if __name__ == '__main__':
    image, log, mountpoint = sys.argv[1:]
    FUSE(LoggedDisk(image, log), mountpoint, foreground=True, nothreads=True, direct_io=True)
