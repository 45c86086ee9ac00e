#!/usr/bin/env python3
"""comity fetch against a small source of our own on this machine, which has the paths of the public one and invented texts.

  fetch_test.py COMITY               checks
  fetch_test.py COMITY --figures N   how fast N texts and their facts go into a record, without pauses
"""
import argparse
import http.server
import json
import os
import pathlib
import subprocess
import tempfile
import threading
import time
import urllib.parse

TEXT = '''United Nations A/RES/{session}/{number}

General Assembly

Resolution adopted by the General Assembly on 18 December 2043

{session}/{number}. Care of the lamps of harbour {number}

The General Assembly,

Recalling its resolution 97/{number} of 17 December 2042,

1. Requests the Secretary-General to count the lamps;

2. Decides to continue its consideration of the question at its one hundredth session.
'''
RECORD = '''<collection xmlns="http://www.loc.gov/MARC21/slim"><record><controlfield tag="001">{id}</controlfield><controlfield tag="003">XxLib</controlfield>
<datafield tag="191" ind1=" " ind2=" "><subfield code="a">{symbol}</subfield></datafield>
<datafield tag="245" ind1=" " ind2=" "><subfield code="a">Lamps</subfield></datafield>
<datafield tag="992" ind1=" " ind2=" "><subfield code="a">2043-12-19</subfield></datafield></record></collection>'''


class Source(http.server.BaseHTTPRequestHandler):
    """Texts of session 98 in English; number 403 is refused, 202 never ready, 429 busy for a day, 500 a page where a text should be."""
    protocol_version = 'HTTP/1.1'
    asked = []

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(address.query))
        Source.asked.append((self.path, self.headers.get('User-Agent')))
        symbol = query.get('s', query.get('p', ''))
        session, number = (symbol.split('/') + ['', '', ''])[2:4]
        if address.path.startswith('/search'):
            return self.answer(200, RECORD.format(id=1000 + int(number), symbol=symbol), 'text/xml')
        if number in ('403', '202'):
            return self.answer(int(number), '')
        if number == '429':
            return self.answer(429, '', retry='86400')
        if number == '500':
            return self.answer(200, '<!DOCTYPE html><html>One moment</html>', 'text/html')
        if session != '98' or query.get('l') != 'en' or query.get('t') != 'txt':
            return self.answer(404, '')
        return self.answer(200, TEXT.format(session=session, number=number), 'text/plain')

    def answer(self, status, body, kind='text/plain', retry=None):
        data = body.encode()
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(data)))
        if retry:
            self.send_header('Retry-After', retry)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


class Run:
    def __init__(self, program, folder):
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Source)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.base = f'http://127.0.0.1:{self.server.server_port}'
        self.program, self.folder = program, folder
        self.environment = {'PATH': os.environ.get('PATH', ''), 'HOME': str(folder), 'LANG': 'C.UTF-8', 'COMITY_RECORD': str(folder / 'test.record'), 'COMITY_SOURCE': self.base,
                            'COMITY_CONTACT': 'mailto:library@example.org'}
        for name in ('ASAN_OPTIONS', 'UBSAN_OPTIONS'):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def comity(self, *words, stdin='', **changes):
        made = subprocess.run([self.program, *words], input=stdin, capture_output=True, text=True, cwd=self.folder, env={**self.environment, **changes}, timeout=100)
        return made.returncode, made.stdout, made.stderr


def check(condition, what):
    if not condition:
        raise SystemExit(f'fetching: {what}')


def checks(run):
    fetch = ('fetch', '--format', 'txt', '--pause', '0')
    code, out, err = run.comity(*fetch, '98/4', '98/5')
    check(code == 0 and 'came' in out and '4 came' in out, f'two texts and their facts: {code} {out} {err}')
    check(all(agent.startswith('Comity/') and agent.endswith(' (+mailto:library@example.org)') for _, agent in Source.asked), f'it says who asks: {Source.asked}')
    code, out, _ = run.comity('list', '--format', 'json')
    check([one['symbol'] for one in json.loads(out)] == ['A/RES/98/4', 'A/RES/98/5'], f'both are in the record: {out}')
    code, out, _ = run.comity('show', '98/4', '--format', 'json')
    library = json.loads(out)['library']
    check(library[0]['number'] == '1004' and {'fact': 'date_adopted', 'library': '2043-12-19', 'text': '2043-12-18'} in library[0]['conflicts'], f'facts and contradictions: {library}')
    code, out, _ = run.comity('history', '98/4')
    check(f'fetched from {run.base}/api/symbol/access?s=A/RES/98/4&l=en&t=txt on 2' in out, f'the entry says from where: {out}')

    before = len(Source.asked)
    code, out, _ = run.comity(*fetch, '98/4')
    check(code == 0 and 'in the record' in out and 'kept' in out and len(Source.asked) == before, f'nothing is asked twice: {out}')
    code, out, _ = run.comity(*fetch, '98/4', '--again', '--no-facts')
    check('already there' in out and len(Source.asked) == before + 1, f'--again asks: {out}')

    code, out, _ = run.comity('fetch', '--format', 'txt', '--pause', '0', '-', '--into', 'folder', '--report', 'json', stdin='98/6 # a remark\n\n')
    names = sorted(one.name for one in (run.folder / 'folder').iterdir())
    check(code == 0 and names == ['A_RES_98_6.en.txt', 'A_RES_98_6.facts.xml'] and json.loads(out)[0]['outcome'] == 'came', f'only files: {names} {out}')

    code, out, _ = run.comity(*fetch, '98/403', '98/500', '98/429', '96/1', '--no-facts')
    check(code == 1 and 'refused by 127.0.0.1' in out and 'a web page came' in out and 'left alone' in out and 'has no A/RES/96/1' in out, f'refusals in words: {out}')
    code, out, err = run.comity(*fetch, '--cited', '--at-most', '1', '--no-facts')
    check(code == 1 and out.count('absent  ') == 1, f'what is cited is asked for: {out} {err}')
    code, out, err = run.comity('fetch', '98/9', COMITY_SOURCE='http://source.invalid')
    check(code == 1 and out == '' and err.count('\n') == 1 and 'is there a network here?' in err, f'without a network one line: {out} {err}')
    code, out, _ = run.comity('verify')
    check(code == 0, f'the record is sound: {out}')


def figures(run, count):
    symbols = [f'A/RES/98/{number}' for number in range(1000, 1000 + count)]
    begun = time.monotonic()
    code, out, err = run.comity('fetch', '--format', 'txt', '--pause', '0', '--no-facts', '--into', 'folder', '-', stdin='\n'.join(symbols))
    check(code == 0, out + err)
    files = time.monotonic() - begun
    begun = time.monotonic()
    code, out, err = run.comity('fetch', '--format', 'txt', '--pause', '0', '-', stdin='\n'.join(symbols))
    check(code == 0, out[-300:] + err)
    record = time.monotonic() - begun
    print(f'{count} texts into a folder: {count / files:.0f} a second; from the cache into a record, with their facts asked for: {count / record:.0f} a second')


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument('program', type=pathlib.Path)
    arguments.add_argument('--figures', type=int)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = Run(given.program.resolve(), pathlib.Path(folder))
        if given.figures:
            figures(run, given.figures)
        else:
            checks(run)
        run.server.shutdown()


if __name__ == '__main__':
    main()
