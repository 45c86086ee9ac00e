#!/usr/bin/env python3
"""import --watch as a whole: what stands in a folder comes in, then what comes, each once, until it is asked to end; with and without a server."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

program = os.path.abspath(sys.argv[1])

TEXT = '''A/RES/99/{number}
Distr.: General

99/{number}. Care of {what}

The General Assembly,

Recalling its resolution 98/7 on lamps,

1. Decides to look after {what}.
'''


def expect(truth, what):
    if not truth:
        sys.exit(f'failed: {what}')


class Watch:
    """The command over a folder, and the lines that it has written so far."""

    def __init__(self, here, folder):
        self.lines = []
        self.process = subprocess.Popen([program, 'import', '--record', here / 'own.record', '--watch', folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                        env={'PATH': os.environ.get('PATH', ''), 'HOME': str(here), 'TMPDIR': str(here)})
        self.reader = threading.Thread(target=lambda: self.lines.extend(iter(self.process.stdout.readline, '')), daemon=True)
        self.reader.start()

    def told(self, words, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if any(words in line for line in list(self.lines)):
                return True
            if self.process.poll() is not None and not self.reader.is_alive():
                return any(words in line for line in self.lines)
            time.sleep(0.05)
        return False

    def end(self, how):
        self.process.send_signal(how)
        try:
            return self.process.wait(60)
        finally:
            self.reader.join(10)


def comity(here, *words):
    return subprocess.run([program, *words, '--record', here / 'own.record'], env={'PATH': os.environ.get('PATH', ''), 'HOME': str(here), 'TMPDIR': str(here)}, capture_output=True, text=True, timeout=120)


def main():
    here = pathlib.Path(tempfile.mkdtemp(prefix='comity-watch-'))
    folder = here / 'in'
    folder.mkdir()
    (folder / 'first.txt').write_text(TEXT.format(number=1, what='lamps'))
    watch, server = Watch(here, folder), None
    try:
        expect(watch.told('A/RES/99/1'), f'what stands there comes in: {watch.lines}')

        # half a file is none yet: it is taken once it rests
        with open(folder / 'second.txt', 'w') as slow:
            whole = TEXT.format(number=2, what='horns')
            for begin in range(0, len(whole), 40):
                slow.write(whole[begin:begin + 40])
                slow.flush()
                time.sleep(0.05)
        expect(watch.told('A/RES/99/2'), f'so does what comes: {watch.lines}')
        expect('Care of horns' in comity(here, 'show', '99/2').stdout, 'as a whole')

        below = folder / 'session' / 'papers'
        below.mkdir(parents=True)
        (here / 'moved.txt').write_text(TEXT.format(number=3, what='bells'))
        (here / 'moved.txt').rename(below / 'third.txt')
        expect(watch.told('A/RES/99/3'), f'a file that is moved into a new folder below is seen: {watch.lines}')

        (folder / 'broken.pdf').write_bytes(b'%PDF-1.4 nothing of a file')
        expect(watch.told('broken.pdf'), f'what can\'t be read is told: {watch.lines}')
        (folder / 'copy.txt').write_text(TEXT.format(number=1, what='lamps'))
        expect(watch.told('copy.txt'), f'the same bytes once more are told, too: {watch.lines}')
        expect(watch.process.poll() is None, 'and nothing of it ends the watch')
        watch.end(signal.SIGTERM)
        listed = comity(here, 'list').stdout
        expect(all(listed.count(f'A/RES/99/{number}') == 1 for number in (1, 2, 3)), f'each text is there once: {listed}')

        server = subprocess.Popen([program, 'serve', '--record', here / 'own.record', '--listen', '127.0.0.1:0'], stdout=subprocess.PIPE, text=True, env={**os.environ, 'TMPDIR': str(here)})
        expect('http://127.0.0.1' in server.stdout.readline(), 'a server holds the record')
        watch = Watch(here, folder)
        (folder / 'fourth.txt').write_text(TEXT.format(number=4, what='buoys'))
        expect(watch.told('A/RES/99/4'), f'it takes what the watch hands it: {watch.lines}')
        watch.end(signal.SIGINT)
        server.send_signal(signal.SIGTERM)
        expect(server.wait(60) == 0, 'and ends when it is asked to')
        expect(comity(here, 'verify').returncode == 0, 'the record is sound')
    finally:
        watch.process.kill()
        if server is not None:
            server.kill()
        shutil.rmtree(here, ignore_errors=True)


main()
