"""People in a running program: invited at the command line, let in by their link, acting by page and by token; and what is kept of them where."""
import hashlib
import json
import pathlib
import re
import stat
import tempfile
import unittest
import urllib.parse

import program
from program import ask, comity

PASSWORD = 'a ferry in the fog'
DEMO = program.ROOT / 'demo/documents'


class Browser:
    """Keeps cookies, sends forms with the token of the page that has them."""

    def __init__(self, port):
        self.port, self.cookies = port, {}

    def ask(self, path, method='GET', body=None, headers=None):
        sent = {'Cookie': '; '.join(f'{name}={value}' for name, value in self.cookies.items()), **(headers or {})}
        answer = ask(self.port, path, method, body, sent)
        for name, value in answer.headers.items():
            if name.lower() == 'set-cookie':
                key, _, rest = value.partition('=')
                self.cookies[key] = rest.partition(';')[0]
        return answer

    def send(self, path, **fields):
        token = re.search(r'name="token" value="([0-9a-f]{64})"', self.ask('/sign-in').text).group(1)
        body = urllib.parse.urlencode({**fields, 'token': token})
        return self.ask(path, 'POST', body, {'Content-Type': 'application/x-www-form-urlencoded', 'Origin': f'http://127.0.0.1:{self.port}'})


class AccountsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='comity-accounts-')
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        text = sorted(DEMO.rglob('*RES_34_8*.txt'))[0]
        (self.folder / 'text.txt').write_bytes(text.read_bytes() + b'\nFurther invented words.\n')
        self.text = hashlib.sha256((self.folder / 'text.txt').read_bytes()).hexdigest()
        self.record = self.folder / 'own.record'
        comity('import', self.folder / 'text.txt', record=self.record)
        self.server = program.Server(self.folder, demonstration=False)
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.stop())
        self.port = self.server.ports[0]

    def invite(self, name, *more):
        said = comity('account', 'invite', name, '--name', 'Jane Unmistakable', *more, '--address', f'http://127.0.0.1:{self.port}', record=self.record).out
        return re.search(r'/welcome\?link=(\S{43})\n', said).group(1)

    def test_an_invited_person_comes_in_acts_and_is_closed_out(self):
        link = self.invite('jane', '--role', 'editor')
        browser = Browser(self.port)
        self.assertIn('Jane Unmistakable', browser.ask(f'/welcome?link={link}').text)
        self.assertEqual(browser.send('/welcome', link=link, password=PASSWORD, again=PASSWORD).status, 200)
        self.assertEqual(Browser(self.port).ask(f'/documents/{self.text}/correct').status, 303, 'from now on nobody acts here without signing in')
        self.assertEqual(browser.send('/sign-in', name='jane', password=PASSWORD).status, 303)
        self.assertEqual(browser.send(f'/documents/{self.text}/correct', act='fact', fact='meeting', value='72nd plenary meeting').status, 303)
        history = json.loads(comity('history', self.text, '--format', 'json', record=self.record).out)
        self.assertEqual(history[-1]['who']['as'], 'editor')
        made = browser.send('/account', act='token', name='script', scope='correct', days='30').text
        made_to_read = browser.send('/account', act='token', name='reader', scope='read', days='30').text
        token = re.search(r'comity_[\w-]{43}', made).group(0)
        headers = {'Authorization': f'Bearer {token}'}
        done = ask(self.port, f'/api/v1/documents/{self.text}', 'POST', json.dumps({'change': 'fact', 'field': 'meeting', 'value': '73rd plenary meeting'}), headers)
        self.assertEqual(done.status, 201, done.text)
        refused = ask(self.port, f'/api/v1/documents/{self.text}', 'POST', json.dumps({'change': 'fact', 'field': 'nothing', 'value': 'x'}), headers)
        self.assertEqual(refused.status, 400)
        # Confidential: to others its leaf, to the party the entry and its receipt, by browser and by token.
        place = f'/log/entries/{json.loads(refused.text)["entry"]}'
        self.assertEqual(json.loads(ask(self.port, place).text)['absent'], 'withheld')
        self.assertEqual(json.loads(json.loads(browser.ask(place).text)['canonical'])['kind'], 'refusal')
        to_read = {'Authorization': 'Bearer ' + re.search(r'comity_[\w-]{43}', made_to_read).group(0)}
        self.assertEqual(json.loads(json.loads(ask(self.port, place, headers=to_read).text)['canonical'])['kind'], 'refusal')
        self.assertEqual(ask(self.port, place.replace('/log/entries/', '/receipt/') + '.tlog-proof', headers=to_read).status, 200)
        self.assertEqual(ask(self.port, '/documents', headers=to_read).status, 403)
        comity('account', 'close', 'jane', record=self.record)
        self.assertEqual(browser.ask('/account').status, 303, 'the sign-in is over, and the way leads to another')
        self.assertEqual(ask(self.port, '/api/v1/documents', headers=headers).status, 401)
        self.assertIn('sound', comity('verify', record=self.record).out)

    def test_secrets_and_names_are_in_one_file_and_in_no_backup(self):
        link = self.invite('jane@example.org', '--role', 'administrator')
        browser = Browser(self.port)
        browser.send('/welcome', link=link, password=PASSWORD, again=PASSWORD)
        browser.send('/sign-in', name='jane@example.org', password=PASSWORD)
        session = browser.cookies['comity-session']
        comity('backup', self.folder / 'saved.backup', record=self.record)
        self.assertEqual(self.server.stop(), 0)
        kept = self.folder / 'own.record.accounts'
        self.assertEqual(stat.S_IMODE(kept.stat().st_mode), 0o600)
        holders = {path.name for path in self.folder.iterdir() if path.is_file() and b'Jane Unmistakable' in path.read_bytes()}
        self.assertEqual(holders, {'own.record.accounts'})
        for secret in (PASSWORD, link, session):
            self.assertEqual([path.name for path in self.folder.iterdir() if path.is_file() and secret.encode() in path.read_bytes()], [])
        before = kept.read_bytes()
        comity('rebuild', record=self.record)
        self.assertEqual(kept.read_bytes(), before)
        listed = json.loads(comity('account', 'list', '--format', 'json', record=self.record).out)
        self.assertEqual([(one['sign_in_name'], one['status'], one['roles'][0]['role']) for one in listed], [('jane@example.org', 'open', 'administrator')])
        # Restored elsewhere, accounts and roles are there and names are not; whoever erases leaves no trace.
        comity('restore', self.folder / 'saved.backup', record=self.folder / 'copy.record')
        restored = json.loads(comity('account', 'list', '--format', 'json', record=self.folder / 'copy.record').out)
        self.assertEqual([(one['name'], one['roles'][0]['role']) for one in restored], [(None, 'administrator')])
        comity('account', 'close', 'jane@example.org', record=self.record)
        comity('account', 'erase', 'jane@example.org', record=self.record)
        self.assertEqual([path.name for path in self.folder.iterdir() if path.is_file() and b'Jane Unmistakable' in path.read_bytes()], [])
        self.assertIn('sound', comity('verify', record=self.record).out)

    def test_what_is_asked_wrongly_is_refused_with_what_to_do(self):
        for words, said in ((('grant', 'nobody', '--role', 'editor'), 'no account nobody'), (('invite', 'jo hn'), 'no name to sign in with'), (('promote', 'jane'), 'comity account has no'),
                            (('invite', 'joan', '--role', 'contributor'), 'on behalf of a State'), (('invite', 'joan', '--role', 'king'), 'no role that can be given'),
                            (('grant', 'joan'), 'needs --role'), (('close',), 'needs a name')):
            done = comity('account', *words, record=self.record, check=False)
            self.assertNotEqual(done.returncode, 0, words)
            self.assertIn(said, done.err, words)
        self.assertIn('no accounts yet', comity('account', record=self.record).err)


if __name__ == '__main__':
    program.main()
