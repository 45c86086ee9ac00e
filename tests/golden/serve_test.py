#!/usr/bin/env python3
"""The command serve as a whole: two addresses, work handed to the server, and an end that is asked for."""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request

program = os.path.abspath(sys.argv[1])
inputs = pathlib.Path(__file__).resolve().parent / 'inputs'


def comity(here, *words):
    environment = {'PATH': os.environ.get('PATH', ''), 'HOME': str(here), 'TMPDIR': str(here), 'COMITY_RECORD': str(here / 'own.record')}
    return subprocess.run([program, *words], cwd=here, env=environment, capture_output=True, text=True, timeout=120)


def expect(truth, what):
    if not truth:
        sys.exit(f'failed: {what}')


def page(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read().decode()


def main():
    here = pathlib.Path(tempfile.mkdtemp(prefix='comity-serve-'))
    server = subprocess.Popen([program, 'serve', '--record', here / 'own.record', '--listen', '127.0.0.1:0', '--demonstration', '127.0.0.1:0'],
                              stdout=subprocess.PIPE, text=True, env={**os.environ, 'TMPDIR': str(here)})
    try:
        own = re.match(r'Your record: (http://127\.0\.0\.1:\d+/)', server.stdout.readline())
        demonstration = re.match(r'Demonstration: (http://127\.0\.0\.1:\d+/)', server.stdout.readline())
        expect(own and demonstration, 'both addresses are printed')
        expect('CA/RES/' in page(demonstration[1] + 'documents'), 'the demonstration is there at once')

        done = comity(here, 'import', str(inputs / 'folder'))
        expect(done.returncode == 0 and '2 added' in done.stdout, f'an import is handed to the server: {done}')
        expect('Care of shared lighthouses' in page(own[1] + 'documents'), 'and is seen on the next page')
        done = comity(here, 'correct', '99/12', '--fact', 'title=Care of all lighthouses')
        expect(done.returncode == 0, f'so is a correction: {done}')
        expect('Care of all lighthouses' in page(own[1] + 'documents/A/RES/99/12'), 'and is seen')
        expect(comity(here, 'rebuild').returncode == 0, 'so is a rebuild')
        expect(comity(here, 'verify').returncode == 0, 'the record can be verified meanwhile')

        done = comity(here, 'import', '--record', 'demonstration.record', str(inputs / 'minutes.txt'))
        expect(done.returncode == 1 and 'comity import' in done.stderr, f'the demonstration takes nothing in, and says what to do: {done}')
        done = comity(here, 'serve', '--listen', '127.0.0.1:0')
        expect(done.returncode == 1 and 'comity serve' in done.stderr, f'a second server is told of the first: {done}')

        server.send_signal(signal.SIGTERM)
        expect(server.wait(30) == 0, 'the server ends when it is asked to')
        done = comity(here, 'verify')
        expect(done.returncode == 0, f'and leaves a sound record: {done}')
    finally:
        server.kill()
        shutil.rmtree(here, ignore_errors=True)


main()
