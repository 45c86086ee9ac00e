"""Acts under load, counted: what a server has told as done, so that it can be looked for afterwards."""
import http.client
import json
import pathlib
import re
import subprocess
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'frame'))
import program  # noqa: E402  (beside these tests, not installed)
from program import comity  # noqa: E402

TEXT = """# General Assembly

Distr.: General
21 December 2043

---

## Ninety-eighth session

Agenda item 112

## Resolution adopted by the General Assembly on 18 December 2043

[*without reference to a Main Committee (A/98/L.{number})*]

### 98/{number}. Lanterns on landing stage {number}

*The General Assembly,*

*Noting* that a lantern is seen from both sides of the water,

1. *Requests* the Secretary-General to have lantern {number} lit at dusk;

2. *Decides* to consider the lanterns at its next session.

*75th plenary meeting*
*18 December 2043*
"""


def write_texts(folder, count):
    """Invented texts, one to be changed by each who acts; gives the folder."""
    texts = pathlib.Path(folder) / 'texts'
    texts.mkdir()
    for number in range(1, count + 1):
        (texts / f'text{number}.txt').write_text(TEXT.format(number=number))
    return texts


class Serving:
    """comity serve for one place of a record, at the same port each time, so that it can be killed and started again."""

    def __init__(self, record, port, demonstration=False, options=(), environment=None, preexec=None):
        self.record, self.port, self.options, self.environment, self.preexec, self.process = record, port, options, environment, preexec, None
        self.errors = pathlib.Path(record).with_suffix(f'.{port}.errors')

    def start(self, patience=30):
        with open(self.errors, 'ab') as errors:
            self.process = subprocess.Popen([str(program.COMITY), 'serve', '--record', str(self.record), '--listen', f'127.0.0.1:{self.port}', *self.options],
                                            stdout=subprocess.PIPE, stderr=errors, env=self.environment, preexec_fn=self.preexec)
        before = time.monotonic()
        line = self.process.stdout.readline().decode()
        if 'http://' not in line:
            self.process.wait()
            raise AssertionError(f'comity serve ended: {self.errors.read_text()[-1000:]}')
        return time.monotonic() - before

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)
            self.process.stdout.close()


class Hand:
    """One person at one document of one server: changes its title again and again. What was told as done stands in `done`."""

    def __init__(self, port, symbol, name):
        self.port, self.symbol, self.address, self.name = port, symbol, '/documents/' + urllib.parse.quote(symbol) + '/correct', name
        self.done, self.refused, self.count, self.session, self.connection = [], 0, 0, None, None

    def ask(self, method, path, body=None, headers=None):
        if self.connection is None:
            self.connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=90)
        try:
            self.connection.request(method, path, body, headers or {})
            response = self.connection.getresponse()
            return response, response.read().decode('utf-8', errors='replace')
        except Exception:
            self.close()
            raise

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None

    def look(self):
        response, text = self.ask('GET', self.address + '?fact=title')
        if response.status != 200:
            raise ConnectionError(f'the form answered {response.status}')
        fields = dict(re.findall(r'name="(token|seen_at)" value="([^"]*)"', text))
        self.session = fields['token'], response.headers['Set-Cookie'].split(';')[0] if response.headers['Set-Cookie'] else self.session[1]
        return fields['seen_at']

    def act(self, seen_at=None):
        """The answer's status; an act that was taken is noted."""
        seen_at = seen_at or self.look()
        self.count += 1
        why = f'{self.name} has changed it for the {self.count}th time'
        form = {'act': 'fact', 'fact': 'title', 'value': f'Lanterns as {self.name} has them, {self.count}', 'why': why, 'token': self.session[0], 'seen_at': seen_at}
        response, text = self.ask('POST', self.address, urllib.parse.urlencode(form), {'Content-Type': 'application/x-www-form-urlencoded', 'Cookie': self.session[1]})
        if response.status in (200, 303):
            self.done.append(why)
        else:
            self.refused += 1
        return response.status, text


class Load:
    """Hands that act until they are told to stop, whatever happens to the server meanwhile."""

    def __init__(self, hands):
        self.hands, self.going, self.times = hands, True, []
        self.threads = [threading.Thread(target=self.run, args=(hand,)) for hand in hands]
        for thread in self.threads:
            thread.start()

    def run(self, hand):
        while self.going:
            try:
                if hand.act()[0] in (200, 303):
                    self.times.append(time.monotonic())
                else:
                    time.sleep(0.05)
            except (OSError, http.client.HTTPException, KeyError, TypeError):
                time.sleep(0.05)

    def count(self):
        return sum(len(hand.done) for hand in self.hands)

    def wait_for(self, more, patience=60):
        until, goal = time.monotonic() + patience, self.count() + more
        while self.count() < goal:
            if time.monotonic() > until:
                raise AssertionError(f'only {self.count()} acts of {goal} were taken in {patience} s')
            time.sleep(0.01)

    def stop(self):
        self.going = False
        for thread in self.threads:
            thread.join()
        for hand in self.hands:
            hand.close()

    def longest_pause(self):
        times = sorted(self.times)
        return max((b - a for a, b in zip(times, times[1:])), default=0)


def reasons_in(record, symbols):
    """Why each act of these documents was done, as the record has it."""
    found = []
    for symbol in symbols:
        found += [entry.get('why') for entry in json.loads(comity('history', '--format', 'json', symbol, record=record).out)]
    return found


def lost(hands, record):
    """Acts that were told as done and are not in the record."""
    kept = set(reasons_in(record, sorted({hand.symbol for hand in hands})))
    return [why for hand in hands for why in hand.done if why not in kept]
