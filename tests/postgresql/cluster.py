"""A private PostgreSQL for tests: made in a folder of its own, on a socket there and a free port of this machine, gone afterwards.

As a command: cluster.py COMMAND... runs it with the address of an empty database in COMITY_TEST_DATABASE; 77 ("skipped") where there is no PostgreSQL.
"""
import contextlib
import glob
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

SKIPPED = 77


def programs():
    """The folder of initdb and postgres; None where they are not installed. Debian keeps them out of PATH, a folder for each version."""
    folders = [pathlib.Path(found).parent for found in glob.glob('/usr/lib/postgresql/*/bin/postgres')]
    if folders:
        return max(folders, key=lambda folder: int(folder.parent.name))
    found = shutil.which('postgres')
    return pathlib.Path(found).parent if found else None


def free_port():
    with socket.socket() as one:
        one.bind(('127.0.0.1', 0))
        return one.getsockname()[1]


def unprivileged():
    """PostgreSQL refuses to run as root; tests in a container often do."""
    if os.getuid() != 0:
        return None
    for name in ('postgres', 'nobody'):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError('there is no user under which PostgreSQL could run')


class Cluster:
    """`durable`: waits for the disk as a real one does; else as fast as it can. `settings`: lines of postgresql.conf."""

    def __init__(self, durable=False, settings=(), folder=None, environment=None):
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix='comity-postgresql-', dir='/tmp'))
        self.user, self.port, self.environment, self.process = unprivileged(), free_port(), environment or {}, None
        self.folder.mkdir(exist_ok=True)
        os.chmod(self.folder, 0o755)
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self.data = self.folder / 'data'
        self.run('initdb', '-D', self.data, '-U', 'comity', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', *(['--data-checksums']))
        lines = [f"port = {self.port}", "listen_addresses = '127.0.0.1'", f"unix_socket_directories = '{self.folder}'", 'max_connections = 200', 'shared_buffers = 64MB', *settings]
        if not durable:
            lines += ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off']
        with open(self.data / 'postgresql.conf', 'a', encoding='utf-8') as conf:
            conf.write('\n'.join(lines) + '\n')
        self.start()
        self.sql('CREATE DATABASE comity', database='postgres')

    def as_user(self):
        return {'user': self.user.pw_uid, 'group': self.user.pw_gid, 'extra_groups': []} if self.user else {}

    def run(self, program, *words):
        done = subprocess.run([str(programs() / program), *map(str, words)], capture_output=True, cwd='/', check=False, **self.as_user())
        if done.returncode != 0:
            raise RuntimeError(f'{program}: {done.stdout.decode()}{done.stderr.decode()}')
        return done.stdout.decode()

    def start(self):
        with open(self.folder / 'log', 'ab') as log:
            self.process = subprocess.Popen([str(programs() / 'postgres'), '-D', str(self.data)], stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd='/',
                                            env={**os.environ, **self.environment}, start_new_session=True, **self.as_user())
        for _ in range(600):
            if subprocess.run([str(programs() / 'pg_isready'), '-q', '-h', str(self.folder), '-p', str(self.port)], check=False).returncode == 0:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError('PostgreSQL did not start: ' + (self.folder / 'log').read_text()[-2000:])

    def stop(self, how=signal.SIGINT):
        """SIGINT ends it quickly and cleanly, SIGQUIT at once, SIGKILL as a power cut of the program."""
        if self.process is None:
            return
        if how == signal.SIGKILL:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)  # all of its processes, each of which would go on for a moment
        else:
            self.process.send_signal(how)
        group = self.process.pid
        self.process.wait(60)
        self.process = None
        for _ in range(200):  # its children hold its memory for a moment longer, and no other starts over them
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                return
            time.sleep(0.05)

    def restart(self, how=signal.SIGINT):
        self.stop(how)
        self.start()

    def sql(self, words, database='comity'):
        return self.run('psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-h', self.folder, '-p', self.port, '-U', 'comity', '-d', database, '-c', words).strip()

    def complaints_of(self, script):
        """What psql says of the statements of a file, all of which are tried."""
        done = subprocess.run([str(programs() / 'psql'), '-X', '-q', '-h', str(self.folder), '-p', str(self.port), '-U', 'comity', '-d', 'comity', '-f', str(script)],
                              capture_output=True, check=False)
        return done.stderr.decode()

    def address(self, database='comity', schema=None):
        options = f'&options=-csearch_path%3D{schema}' if schema else ''
        return f'postgresql:///{database}?host={self.folder}&port={self.port}&user=comity{options}'

    def new_schema(self, name):
        self.sql(f'CREATE SCHEMA {name}')
        return self.address(schema=name)

    def remove(self):
        self.stop(signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.remove()


def main():
    if programs() is None:
        print('skipped: PostgreSQL is not installed (Debian: postgresql)')
        return SKIPPED
    with Cluster() as cluster:
        return subprocess.run(sys.argv[1:], env={**os.environ, 'COMITY_TEST_DATABASE': cluster.address()}, check=False).returncode


if __name__ == '__main__':
    sys.exit(main())
