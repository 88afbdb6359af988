#!/usr/bin/python3
"""Simulates power cuts under a program that writes to a directory.

A FUSE file (logdisk.py) stands for a disk; a loop device and a real file system lie on it. Every write of a block and every
flush is logged. Afterwards any moment can be rebuilt as a disk would be found after a power cut: all that was flushed before
it, and of what was not, whatever the disk happened to have written.

  apt-get install -y python3-fusepy fuse3 xfsprogs      (as root on Linux)
  powercut.py --fs ext4 --states 500 --seconds 20 --seed 7 --workload 'java ... Writer {dir}' --checker 'java ... Checker'

The workload prints a line for each thing it acknowledges (any text), after it was told so, and goes on until it is killed. The
checker is started once; for each state it gets a line 'DIRECTORY FILE' on standard input (FILE holds the lines acknowledged
before the cut) and answers one line: 'ok', or what was lost or torn. It may write to the directory.

How a state is made:
- the moment: most cuts come right behind an acknowledgement or right behind a flush, where a missing sync shows; the rest anywhere;
- what was flushed before it is there;
- what was written and not flushed is taken apart into pieces (whole writes, or sectors of 512 bytes or 4 KiB), and each piece is there with
  a probability that differs from state to state, none and all included. So later writes are there and earlier ones are not,
  which is the reordering that a disk may do, and a write is torn.

Prints 'bad' and a description for each bad state, and at the end one line of counts. Exit 0 where every state is ok, 1 where one is
not, 2 where it could not be tried. To trust a green run, remove one sync from the program and see it fail.
"""
import argparse, contextlib, os, random, re, shlex, signal, struct, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
RECORD = struct.Struct('<cQI')
PATIENCE = 600  # seconds for anything that should take a moment: a machine may stand still for a while
LINES, LONGEST = 100, 60  # the workload goes on until it has acknowledged so many, if it does within so many seconds: a machine may be busy

# Size, how it is made, how a found disk is mounted, and how it is repaired before, where there is no journal that does so. Where
# there is a journal, a sync of one thing makes durable whatever happened before; without one it makes that thing and its new parents durable.
FILE_SYSTEMS = {
    'ext2': ('128M', 'mkfs.ext2 -q -F -b 4096', 'loop', 'e2fsck -f -y'),
    'ext4': ('128M', 'mkfs.ext4 -q -F', 'loop', None),
    'xfs': ('320M', 'mkfs.xfs -q -f', 'loop,nouuid', None),
}

# A directory's name can be on the disk before its inode is. Where a removed file had that inode the name is the file's then, which no order of
# syncs prevents. The repair tells so, and an operator takes the name away, as the repair takes away names of inodes that nobody had.
NO_DIRECTORY = re.compile(rb"^Entry '(.*)' in (/.*) \(\d+\) has an incorrect filetype \(was 2, should be 1\)", re.MULTILINE)


class Impossible(Exception):
    """It cannot be tried here, or the workload or the checker does not do its part."""


class Stopped(BaseException):
    """Told to stop, or nobody answers; passes through whatever deals with failures."""


def run(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        raise Impossible(f'there is no {command[0]} here')
    if done.returncode:
        raise Impossible(f"{' '.join(command)}: {(done.stderr or done.stdout).strip()}")
    return done.stdout.strip()


def wait_for(condition, what, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f'{what} within {seconds} seconds')
        time.sleep(.01)


def unmount(directory):
    """Programs that were just killed may hold it for a moment."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if subprocess.run(['umount', directory], capture_output=True).returncode == 0:
            return
        time.sleep(.02)
    run('umount', '--lazy', directory)


@contextlib.contextmanager
def mounted(directory, *command):
    run('mount', *command, directory)
    try:
        yield
    finally:
        unmount(directory)


@contextlib.contextmanager
def logged_disk(work):
    fuse = os.path.join(work, 'fuse')
    os.mkdir(fuse)
    with open(os.path.join(work, 'fuse.err'), 'w+') as errors:
        daemon = subprocess.Popen([sys.executable, f'{HERE}/logdisk.py', f'{work}/disk.img', f'{work}/disk.log', fuse],
                                  stdout=subprocess.DEVNULL, stderr=errors)
        try:
            wait_for(lambda: os.path.exists(f'{fuse}/disk') or daemon.poll() is not None, 'the FUSE disk does not appear')
            if daemon.poll() is not None:
                errors.seek(0)
                raise Impossible(f'no FUSE disk: {errors.read().strip()}')
            yield fuse
        finally:
            if os.path.ismount(fuse):
                unmount(fuse)
            with contextlib.suppress(subprocess.TimeoutExpired):
                daemon.wait(10)
            daemon.kill()
            daemon.wait()


@contextlib.contextmanager
def loop_device(file):
    device = run('losetup', '--find', '--show', file)
    try:
        yield device
    finally:
        run('losetup', '--detach', device)


def record(work, options):
    """Lets the workload write for a while; its life is in the log."""
    with logged_disk(work) as fuse, loop_device(f'{fuse}/disk') as device, \
            mounted(f'{work}/mnt', '-t', options.fs, device), \
            open(f'{fuse}/acks', 'wb', buffering=0) as acks, open(f'{work}/workload.err', 'w+') as errors:
        command = [word.replace('{dir}', f'{work}/mnt/store') for word in shlex.split(options.workload)]
        workload = subprocess.Popen(command, stdout=acks, stderr=errors, start_new_session=True)

        def has_acknowledged(lines):
            if workload.poll() is not None:
                errors.seek(0)
                raise Impossible(f'the workload ended by itself, is the disk full? {errors.read().strip()}')
            with open(f'{fuse}/acks', 'rb') as file:
                return file.read().count(b'\n') >= lines

        try:
            wait_for(lambda: has_acknowledged(1), 'the workload acknowledges nothing')
            time.sleep(options.seconds)
            with contextlib.suppress(TimeoutError):
                wait_for(lambda: has_acknowledged(LINES), 'it takes longer', LONGEST)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(workload.pid, signal.SIGKILL)
            workload.wait()


class Log:
    """The writes and flushes in their order, and behind how many of them each acknowledgement came."""

    def __init__(self, file):
        self.operations, self.acks, text = [], [], b''
        with open(file, 'rb') as log:
            while header := log.read(RECORD.size):
                kind, offset, length = RECORD.unpack(header)
                data = log.read(length)
                if kind != b'A':
                    self.operations.append((offset, data) if kind == b'W' else None)
                    continue
                *lines, text = (text + data).split(b'\n')
                self.acks += [(len(self.operations), line) for line in lines]
        self.flushes = [i + 1 for i, operation in enumerate(self.operations) if operation is None]

    def cuts(self, count, rnd):
        """A cut at n leaves the first n operations. Sorted, so that the disk before it need not be rebuilt from the start."""
        last = self.acks[-1][0]
        kinds = [lambda: rnd.choice(self.acks)[0],
                 lambda: rnd.choice(self.acks)[0] + rnd.randrange(1, 4),
                 lambda: rnd.choice(self.flushes) + rnd.randrange(0, 3),
                 lambda: rnd.randrange(0, last + 1)]
        return sorted(min(kind(), last) for kind in rnd.choices(kinds, [5, 2, 2, 2], k=count))


class Disk:
    """The disk as it was at the last flush before a moment; moments come in order."""

    def __init__(self, image, log):
        self.log, self.done = log, 0
        self.file = os.open(image, os.O_RDWR)

    def roll_to(self, cut):
        """Returns what was written since the last flush."""
        flushed = max((flush for flush in self.log.flushes if flush <= cut), default=0)
        for operation in self.log.operations[self.done:flushed]:
            if operation:
                os.pwrite(self.file, operation[1], operation[0])
        self.done = max(self.done, flushed)
        return self.log.operations[flushed:cut]


def pieces(writes, size):
    for offset, data in writes:
        if size is None:
            yield offset, data
        else:
            for start in range(0, len(data), size):
                yield offset + start, data[start:start + size]


def check_states(work, shm, options, log, check):
    rnd = random.Random(options.seed)
    disk, state, bad = Disk(f'{shm}/flushed.img', log), f'{shm}/state.img', 0
    for number, cut in enumerate(log.cuts(options.states, rnd), 1):
        unflushed = disk.roll_to(cut)
        keep, size = rnd.choice([0, .1, .5, .9, 1]), rnd.choice([None, 512, 4096])
        run('cp', '--sparse=auto', f'{shm}/flushed.img', state)
        with open(state, 'r+b') as image:
            for offset, data in pieces(unflushed, size):
                if rnd.random() < keep:
                    os.pwrite(image.fileno(), data, offset)
        with open(f'{work}/acks', 'wb') as file:
            file.writelines(line + b'\n' for at, line in log.acks if at <= cut)
        said = check(state)
        if said != 'ok':
            bad += 1
            print(f'bad state {number} of {options.states}, cut at {cut} of {len(log.operations)}, {len(unflushed)} not flushed, '
                  f'kept {keep} in pieces of {size or "a write"}: {said}', flush=True)
            if options.first:
                return number, bad
    return options.states, bad


def repaired(state, command):
    """Returns the names that are to be taken away. Where the repair fails, so does the mount or the check."""
    told = subprocess.run([*command, state], capture_output=True).stdout
    return [directory.rstrip(b'/') + b'/' + name for name, directory in NO_DIRECTORY.findall(told)]


@contextlib.contextmanager
def checker(work, options):
    process = subprocess.Popen(shlex.split(options.checker), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                               bufsize=1, start_new_session=True)
    _, _, mount_options, repair = FILE_SYSTEMS[options.fs]

    def check(state):
        no_directories = repaired(state, repair.split()) if repair else []
        try:
            with mounted(f'{work}/mnt', '-t', options.fs, '-o', mount_options, state):
                for name in no_directories:
                    with contextlib.suppress(FileNotFoundError):
                        os.remove(f'{work}/mnt'.encode() + name)
                signal.alarm(PATIENCE)
                process.stdin.write(f'{work}/mnt/store {work}/acks\n')
                answer = process.stdout.readline()
                signal.alarm(0)
        except BrokenPipeError:
            answer = ''
        except Impossible as e:
            return f'the file system is broken: {e}'
        if not answer:
            raise Impossible('the checker ended by itself')
        return answer.strip()

    try:
        yield check
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def stop(number, frame):
    raise Stopped('the checker does not answer' if number == signal.SIGALRM else f'stopped by signal {number}')


def parse():
    parser = argparse.ArgumentParser(description='Simulates power cuts under a program that writes to a directory.')
    parser.add_argument('--fs', choices=sorted(FILE_SYSTEMS), default='ext4')
    parser.add_argument('--states', type=int, default=200, help='how many power cuts')
    parser.add_argument('--seconds', type=float, default=10, help='how long the workload writes at least, from its first line')
    parser.add_argument('--seed', type=int, default=7)
    parser.add_argument('--first', action='store_true', help='stop at the first bad state')
    parser.add_argument('--probe', action='store_true', help='only find out whether it can be tried here')
    parser.add_argument('--workload', default='', help='its command; {dir} stands for the directory that it makes')
    parser.add_argument('--checker', default='', help='its command')
    return parser.parse_args()


def make_disk(work, shm, options):
    if os.geteuid() != 0:
        raise Impossible('to mount file systems one has to be root')
    size, mkfs, _, _ = FILE_SYSTEMS[options.fs]
    os.mkdir(f'{work}/mnt')
    run('truncate', '--size', size, f'{work}/disk.img')
    run(*mkfs.split(), f'{work}/disk.img')
    run('cp', '--sparse=always', f'{work}/disk.img', f'{shm}/flushed.img')


def main():
    options = parse()
    for number in signal.SIGTERM, signal.SIGINT, signal.SIGALRM:
        signal.signal(number, stop)
    with tempfile.TemporaryDirectory(prefix='powercut-') as work, \
            tempfile.TemporaryDirectory(prefix='powercut-', dir='/dev/shm') as shm:
        make_disk(work, shm, options)
        if options.probe:
            with logged_disk(work) as fuse, loop_device(f'{fuse}/disk') as device, mounted(f'{work}/mnt', device):
                return 0
        record(work, options)
        log = Log(f'{work}/disk.log')
        if not log.acks:
            raise Impossible('the workload acknowledged no whole line')
        start = time.monotonic()
        with checker(work, options) as check:
            states, bad = check_states(work, shm, options, log, check)
        millis = 1000 * (time.monotonic() - start) / states
    print(f'counts acknowledged={len(log.acks)} operations={len(log.operations)} flushes={len(log.flushes)} states={states} '
          f'millis={millis:.0f} bad={bad}', flush=True)
    return 1 if bad else 0


if __name__ == '__main__':
    try:
        sys.exit(main())
    except (Impossible, TimeoutError, Stopped) as reason:
        print(f'impossible {reason}', flush=True)
        sys.exit(2)
