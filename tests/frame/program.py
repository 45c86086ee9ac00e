"""The program under test as these tests use it: commands, a server for a record of one's own, requests to it."""
import contextlib
import http.client
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
COMITY = pathlib.Path(sys.argv.pop(1)).resolve() if len(sys.argv) > 1 and pathlib.Path(sys.argv[1]).is_file() else ROOT / 'build/release/comity'


def comity(*words, record=None, stdin=b'', check=True, **more):
    """Runs one command; a CompletedProcess with text."""
    command = [COMITY, *words, *(['--record', record] if record else [])]
    done = subprocess.run([str(word) for word in command], input=stdin, capture_output=True, timeout=300, **more)
    done.out, done.err = done.stdout.decode(), done.stderr.decode()
    if check and done.returncode != 0:
        raise AssertionError(f'comity {" ".join(map(str, words))} gave {done.returncode}\n{done.out}{done.err}')
    return done


class Server:
    """comity serve with both records, each at a port that was free; addresses as printed."""

    def __init__(self, folder, demonstration=True, options=()):
        self.record = pathlib.Path(folder) / 'own.record'
        command = [COMITY, 'serve', '--record', self.record, '--listen', '127.0.0.1:0', *(['--demonstration', '127.0.0.1:0'] if demonstration else []), *options]
        self.errors = open(pathlib.Path(folder) / 'errors.txt', 'w+b')
        self.process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=self.errors)
        self.ports = []
        while len(self.ports) < (2 if demonstration else 1):
            line = self.process.stdout.readline().decode()
            if not line:
                self.errors.seek(0)
                raise AssertionError(f'comity serve ended: {self.errors.read().decode()}')
            found = re.search(r'http://127\.0\.0\.1:(\d+)/', line)
            if found:
                self.ports.append(int(found.group(1)))

    def stop(self):
        """Asks it to end; gives its exit code."""
        self.process.terminate()
        try:
            return self.process.wait(30)
        finally:
            self.process.kill()
            self.process.stdout.close()
            self.errors.close()

    def memory(self):
        """Resident memory, MiB."""
        status = pathlib.Path(f'/proc/{self.process.pid}/status').read_text()
        return int(re.search(r'VmRSS:\s+(\d+)', status).group(1)) / 1024


class Answer:
    def __init__(self, response, body):
        self.status, self.headers, self.body = response.status, response.headers, body
        self.text = body.decode('utf-8', errors='replace')


def ask(port, path, method='GET', body=None, headers=None, connection=None):
    opened = connection or http.client.HTTPConnection('127.0.0.1', port, timeout=60)
    opened.request(method, path, body, headers or {})
    response = opened.getresponse()
    answer = Answer(response, response.read())
    if connection is None:
        opened.close()
    return answer


@contextlib.contextmanager
def serving(**how):
    with tempfile.TemporaryDirectory(prefix='comity-frame-') as folder:
        server = Server(folder, **how)
        try:
            yield server
        finally:
            if server.process.poll() is None:
                server.stop()


def sanitized():
    """Whether the program under test is a build with sanitizers, which takes many times the memory."""
    return 'ASAN_OPTIONS' in os.environ


main = unittest.main
