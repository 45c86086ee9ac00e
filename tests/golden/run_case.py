#!/usr/bin/env python3
"""Runs one golden case of the command line and compares what it says with what is expected (CONTRIBUTING.md).

A case is a folder with a human name:
  args            the command under test, as typed behind "comity" (shell quoting)
  before          commands to run first, one a line; all must succeed ("!" in front: must fail)
  stdin           what it reads from the standard input, if anything
  expected.out, expected.err, expected.code
A word processor's file on the standard output is shown by its parts that hold text, an element a line.
Each case runs in a folder of its own that holds a copy of inputs/, of texts/ and of the case, with no record but what `before` makes. inputs/ is also
imported as a whole, so texts that several cases share for other ends stand in texts/.
COMITY_UPDATE=1 writes what was said as what is expected.
"""
import getpass
import io
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import zipfile


def steady(text, here):
    """The text without what differs from run to run: times, the user's name, the folder."""
    text = text.replace(str(here), 'HERE')
    text = re.sub(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z', 'TIME', text)
    text = re.sub(r'(?<=\n    applied, )\d{4}-\d\d-\d\d', 'DAY', text)
    text = re.sub(r'(?<=taken in on )\d{4}-\d\d-\d\d', 'DAY', text)
    text = re.sub(r'(?<=DTSTAMP:)\d{8}T\d{6}Z', 'TIME', text)
    text = re.sub(r'\b(right|otherwise|none|missed), \d{4}-\d\d-\d\d', r'\1, DAY', text)
    text = re.sub(r'(?<=[ "])' + re.escape(getpass.getuser()) + r'(?=[ ",:\n])', 'USER', text)
    text = re.sub(r'(?<="leaf": ")[0-9a-f]{64}', 'LEAF', text)  # salted at random
    text = re.sub(r'comity/[0-9a-f]{32}', 'comity/LOG', text)
    text = re.sub(r'(?<=comity/LOG\+)[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}', 'KEY', text)
    text = re.sub(r'(?<=actor:)[0-9a-f]{8}', 'DRAWN', text)
    text = re.sub(r'(?<="tree_root": ")[0-9a-f]{64}', 'ROOT', text)
    # Columns are as wide as the user's name.
    return ''.join(re.sub(' {2,}', '  ', line) if 'TIME' in line or line.startswith('Entry  ') else line
                   for line in text.splitlines(keepends=True))


def readable(data):
    """What was written, as text: of a DOCX the names of all parts and the content of those that differ from file to file."""
    if not data.startswith(b'PK\x03\x04'):
        return data.decode()
    said = ''
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            said += f'=== {name}\n'
            if re.fullmatch(r'word/(document|footnotes|numbering|header1)\.xml|docProps/core\.xml', name):
                said += re.sub(r'(?=<w:(?:p|r|ins|del|move\w+|footnote|tbl|tr|tc|sectPr|abstractNum|num)[ >/])', '\n', archive.read(name).decode()) + '\n'
    return said


def run(program, words, here, stdin):
    environment = {'PATH': os.environ.get('PATH', ''), 'HOME': str(here), 'TMPDIR': str(here), 'LANG': 'C.UTF-8',
                   'COMITY_RECORD': str(here / 'test.record')}
    for name in ('ASAN_OPTIONS', 'UBSAN_OPTIONS'):
        if name in os.environ:
            environment[name] = os.environ[name]
    return subprocess.run([program, *words], cwd=here, env=environment, input=stdin, capture_output=True, timeout=120)


def main():
    program, case = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix='comity-golden-') as folder:
        here = pathlib.Path(folder).resolve()
        for shared in ('inputs', 'texts'):
            shutil.copytree(case.parent.parent / shared, here / shared)
        for file in case.iterdir():
            if file.is_file():
                shutil.copy(file, here)
        before = case / 'before'
        for line in before.read_text().splitlines() if before.exists() else []:
            done = run(program, shlex.split(line.removeprefix('!')), here, b'')
            if (done.returncode != 0) != line.startswith('!'):
                print(f'{case.name}: "comity {line}" before it gave {done.returncode}\n{done.stderr.decode()}')
                return 1
        stdin = (case / 'stdin').read_bytes() if (case / 'stdin').exists() else b''
        done = run(program, shlex.split((case / 'args').read_text()), here, stdin)
        said = {'out': steady(readable(done.stdout), here), 'err': steady(done.stderr.decode(), here), 'code': f'{done.returncode}\n'}

    differs = False
    for name, text in said.items():
        file = case / f'expected.{name}'
        expected = file.read_bytes().decode() if file.exists() else None
        if text == expected:
            continue
        if os.environ.get('COMITY_UPDATE') == '1':
            file.write_bytes(text.encode())
            print(f'{case.name}: expected.{name} written')
            continue
        differs = True
        print(f'--- {file}: expected\n{expected}\n+++ said\n{text}\n(COMITY_UPDATE=1 writes it)')
    return 1 if differs else 0


if __name__ == '__main__':
    sys.exit(main())
