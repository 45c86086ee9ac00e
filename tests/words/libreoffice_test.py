#!/usr/bin/env python3
"""The same texts as DOCX, ODT and HTML: LibreOffice turns the first into the others, and all must be read as the plain texts are.

    libreoffice_test.py WORDS_AGREEMENT
Invented texts must agree wholly, real ones (where they are) nine in ten. Exit code 77 with a sentence where LibreOffice is missing."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
TEXTS = [(SOURCE / 'demo' / 'documents', 100, 90), (SOURCE.parent / 'shared' / 'corpus' / 'documents' / 'text', 60, 90)]


def main():
    program = sys.argv[1]
    if shutil.which('soffice') is None:
        print('skipped: LibreOffice (soffice) is not installed')
        return 77
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for texts, count, least in TEXTS:
            if not texts.is_dir():
                print(f'skipped: there is no {texts}')
                continue
            made = pathlib.Path(folder) / texts.name
            made.mkdir()
            subprocess.run([program, 'write', texts, str(count), made], check=True)
            for ending in ('odt', 'html'):
                files = sorted(made.glob('*.docx'))
                subprocess.run(['soffice', '--headless', '--norestore', f'-env:UserInstallation=file://{folder}/profile', '--convert-to', ending, '--outdir', made, *files],
                               check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=800)
                print(ending, flush=True)
                checked = subprocess.run([program, 'compare', texts, str(count), made, '.' + ending],
                                         env={**os.environ, 'COMITY_LEAST': str(least), 'COMITY_EXAMPLES': '1'}, check=False)
                failed += checked.returncode
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
