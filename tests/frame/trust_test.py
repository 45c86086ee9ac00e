"""The log as parties meet it: the drill of docs/trust.md, receipts and whole exports checked by other hands than the program's, the key, a live backup."""
import base64
import hashlib
import json
import pathlib
import stat
import tempfile
import unittest

import program
from program import ask, comity, serving

DEMO = program.ROOT / 'demo/documents'


def sha256(data):
    return hashlib.sha256(data).digest()


def root_of(receipt):
    """Entry, salt and path of a receipt, folded by the recursive definition of RFC 9162, 2.1.3: its root, beside the one in the checkpoint."""
    head, _, note = receipt.partition('\n\n')
    lines = head.split('\n')
    extra = base64.b64decode(lines[1].removeprefix('extra '))
    index = int(lines[2].removeprefix('index '))
    path = [base64.b64decode(line) for line in lines[3:]]
    _, size, root = note.split('\n')[:3]

    def fold(place, count, upwards):
        if count == 1:
            return sha256(b'\x00' + sha256(extra))
        left = 1
        while left * 2 < count:
            left *= 2
        beside = upwards.pop()
        if place < left:
            return sha256(b'\x01' + fold(place, left, upwards) + beside)
        return sha256(b'\x01' + beside + fold(place - left, count - left, upwards))

    upwards = list(path)
    found = fold(index, int(size), upwards)
    assert not upwards
    return found, base64.b64decode(root), json.loads(extra[32:])


def root_of_export(folder):
    """A whole export as its README.txt says to check it, by the recursive definition of RFC 9162, 2.1.1: its root, beside the one in its checkpoint."""
    leaves = []
    for number, line in enumerate((folder / 'entries.jsonl').read_text().splitlines()):
        entry = json.loads(line)
        assert entry['position'] == number
        leaf = bytes.fromhex(entry['leaf'])
        if 'absent' not in entry:
            assert sha256(base64.b64decode(entry['salt']) + entry['canonical'].encode()) == leaf
        leaves.append(sha256(b'\x00' + leaf))

    def root(begin, end):
        if end - begin < 2:
            return leaves[begin] if begin < end else sha256(b'')
        left = 1
        while left * 2 < end - begin:
            left *= 2
        return sha256(b'\x01' + root(begin, begin + left) + root(begin + left, end))

    _, size, said = (folder / 'checkpoint').read_text().split('\n')[:3]
    assert int(size) == len(leaves)
    for line in (folder / 'files.sha256').read_text().splitlines():
        name, file = line.split('  ')
        assert hashlib.sha256((folder / file).read_bytes()).hexdigest() == name
    return root(0, len(leaves)), base64.b64decode(said)


class TrustTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='comity-trust-')
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.record = self.folder / 'own.record'
        self.texts = sorted(path for path in DEMO.rglob('*.txt'))
        self.add(0, 6)

    def add(self, begin, end):
        copies = self.folder / f'texts-{begin}'
        copies.mkdir()
        for text in self.texts[begin:end]:
            (copies / text.name).write_bytes(text.read_bytes() + b'\nFurther invented words.\n')
        comity('import', copies, record=self.record)

    def keep(self, name, *command, record=None):
        file = self.folder / name
        file.write_bytes(comity(*command, record=record or self.record).stdout)
        return file

    def test_a_receipt_holds_in_other_hands(self):
        for position in (0, 3, 5):
            receipt = self.keep(f'{position}.tlog-proof', 'receipt', position)
            found, root, entry = root_of(receipt.read_text())
            self.assertEqual(found, root)
            self.assertEqual(entry['act'], 'import')
        key = self.keep('keeper.key', 'key')
        (self.folder / 'elsewhere').mkdir()
        done = comity('verify-receipt', receipt, '--key', key, cwd=self.folder / 'elsewhere')
        self.assertIn('holds', done.out)
        page = self.keep('receipt.html', 'receipt', '5', '--format', 'html')
        self.assertIn('holds', comity('verify-receipt', page, '--key', key).out)
        self.assertEqual(comity('verify-receipt', receipt, check=False).returncode, 1)
        receipt.write_text(receipt.read_text().replace('index 5', 'index 4'))
        self.assertEqual(comity('verify-receipt', receipt, '--key', key, check=False).returncode, 1)
        self.assertEqual(stat.S_IMODE((self.folder / 'own.record.key').stat().st_mode), 0o600)

    def test_the_drill_of_the_manual(self):
        old_key = self.keep('old.key', 'key')
        receipt = self.keep('before.tlog-proof', 'receipt', '0')
        before = self.keep('before.checkpoint', 'checkpoint')
        comity('backup', self.folder / 'drill.backup', record=self.record)
        comity('verify', record=self.folder / 'drill.backup')
        self.add(6, 8)
        after = self.keep('after.checkpoint', 'checkpoint')
        self.assertIn('continues the checkpoint of 6 entries', comity('verify', '--checkpoint', before, record=self.record).out)
        self.assertIn('would', comity('restore', self.folder / 'drill.backup', '--replace', '--dry-run', record=self.record).out)
        said = comity('restore', self.folder / 'drill.backup', '--replace', '--why', 'the yearly drill', record=self.record).out
        self.assertIn('begins anew', said)
        self.assertIn('lost: 2', said)
        comity('verify', '--checkpoint', before, record=self.record)
        gone = comity('verify', '--checkpoint', after, record=self.record, check=False)
        self.assertEqual(gone.returncode, 1)
        self.assertIn('some are gone', gone.out)
        self.assertIn('holds', comity('verify-receipt', receipt, '--key', old_key).out)
        self.assertNotEqual(comity('key', record=self.record).out, old_key.read_text())
        self.add(8, 9)  # the record goes on
        comity('verify', record=self.record)

    def test_a_key_is_rotated_beside_a_server_and_the_old_one_vouches(self):
        with serving(demonstration=False) as server:
            port = server.ports[0]
            comity('import', self.folder / 'texts-0', record=server.record)
            old_key = ask(port, '/log/key').text.strip()
            comity('key', 'rotate', record=server.record)
            receipt = self.keep('handover.tlog-proof', 'receipt', '6', record=server.record)
            self.assertIn('signed by', comity('verify-receipt', receipt, '--key', old_key).out)
            new_key = ask(port, '/log/key').text.strip()
            self.assertNotEqual(old_key, new_key)
            self.assertIn('change key', comity('verify-receipt', receipt, '--key', new_key).out)
            comity('backup', self.folder / 'live.backup', record=server.record)
            comity('verify', record=self.folder / 'live.backup')
            growth = self.keep('growth', 'checkpoint', '--since', self.keep('now', 'checkpoint', record=server.record), record=server.record)
            self.assertTrue(growth.read_text().startswith('old 7\n\n'))

    def test_witnesses_see_a_log_by_its_server_and_receipts_carry_them(self):
        keys = []
        for name in ('harbour', 'tower'):
            made = comity('witness', 'make', f'witness.example.org/{name}', '--folder', self.folder / name)
            keys.append(made.out.strip())
            comity('witnesses', 'add', made.out.strip(), record=self.record)
        server = program.Server(self.folder, demonstration=False)
        try:
            port = server.ports[0]
            log = ask(port, '/log/key').text.strip()
            for name in ('harbour', 'tower'):
                comity('witness', 'watch', log, '--folder', self.folder / name)
                seen = comity('witness', 'see', '-', '--folder', self.folder / name, stdin=ask(port, '/checkpoint').body)
                self.assertEqual(json.loads(ask(port, '/log/witnessed', 'POST', seen.stdout).text), {'witnessed_by': [f'witness.example.org/{name}']})
            before = int(ask(port, '/checkpoint').text.split('\n')[1])
            self.add(6, 8)
            refused = comity('witness', 'see', '-', '--folder', self.folder / 'harbour', stdin=ask(port, '/checkpoint').body, check=False)
            self.assertEqual(refused.returncode, 2)
            self.assertIn(f'/log/growth/{before}', refused.err)
            seen = comity('witness', 'see', '-', '--folder', self.folder / 'harbour', stdin=ask(port, f'/log/growth/{before}').body)
            (self.folder / 'seen.checkpoint').write_bytes(seen.stdout)
            self.assertIn('harbour saw', comity('witnesses', 'take', self.folder / 'seen.checkpoint', record=self.record).out)
            self.assertEqual(ask(port, '/log/witnessed', 'POST', b'nothing of the kind').status, 400)
            self.assertEqual(ask(port, '/log/witnessed', 'POST', ask(port, '/checkpoint').body).status, 403)
            page = ask(port, '/log').text
            self.assertIn('witness.example.org/tower', page)
        finally:
            server.stop()
        (self.folder / 'keys').write_text('\n'.join([log, *keys]) + '\n')
        receipt = self.keep('seen.tlog-proof', 'receipt', 0)
        both = comity('verify-receipt', receipt, '--key', self.folder / 'keys', '--witnesses', '2')
        self.assertIn('seen by witness.example.org/harbour', both.out)
        latest = self.keep('latest.tlog-proof', 'receipt', before)
        self.assertIn('harbour', comity('verify-receipt', latest, '--key', self.folder / 'keys', '--witnesses', '1').out)
        self.assertEqual(comity('verify-receipt', latest, '--key', self.folder / 'keys', '--witnesses', '2', check=False).returncode, 1)
        listed = json.loads(comity('witnesses', '--format', 'json', record=self.record).out)
        self.assertEqual([one['witness'] for one in listed], ['witness.example.org/harbour', 'witness.example.org/tower'])
        self.assertIn('sound', comity('verify', record=self.record).out)

    def test_what_is_erased_is_gone_everywhere_and_the_proofs_hold(self):
        secret = b'Quinceblossom'
        text = self.folder / 'letter.txt'
        text.write_bytes(b'Concord Assembly\n\nA letter\n\nThe Concord Assembly,\n\n1. Thanks ' + secret + b' for the letter.\n')
        comity('import', text, record=self.record)
        sha = sha256(text.read_bytes()).hex()
        comity('search', secret.decode(), record=self.record)  # makes the index files
        before = self.keep('before.checkpoint', 'checkpoint')
        key = self.keep('keeper.key', 'key')
        receipt = self.keep('letter.tlog-proof', 'receipt', 6)
        comity('backup', self.folder / 'old.backup', record=self.record)

        def with_it():
            return sorted(path.name for path in self.folder.glob('own.record*') if secret.lower() in path.read_bytes().lower())

        refused = comity('erase', sha[:12], record=self.record, check=False)
        self.assertEqual(refused.returncode, 2, refused.err)
        self.assertIn('--authority', refused.err)
        looked = comity('erase', sha[:12], '--dry-run', record=self.record)
        self.assertIn('1 entry', looked.out)
        self.assertEqual(json.loads(comity('verify', '--format', 'json', record=self.record).out)['entries'], 7)

        # Through a server that holds the record, as in an office.
        server = program.Server(self.folder, demonstration=False)
        try:
            done = comity('erase', sha[:12], '--why', 'the writer asked', '--authority', 'rules, 4', record=self.record)
            self.assertIn('entry 7 says so', done.out)
            self.assertEqual(ask(server.ports[0], f'/documents/{sha[:12]}').status, 404)
            self.assertEqual(json.loads(ask(server.ports[0], '/log/entries/6').body)['absent'], 'erased')
            self.assertEqual(ask(server.ports[0], '/receipt/6.html').status, 410)
            self.assertIn('No passages', ask(server.ports[0], '/search?q=Quinceblossom').text)
        finally:
            self.assertEqual(server.stop(), 0)
        comity('verify', '--checkpoint', before, record=self.record)
        self.assertIn('holds', comity('verify-receipt', receipt, '--key', key).out)
        self.assertEqual(with_it(), [])
        self.assertEqual(comity('erase', '6', '--why', 'again', '--authority', 'rules, 4', record=self.record, check=False).returncode, 1)

        # An older backup still has it, and the list beside the record takes it out again.
        restored = comity('restore', self.folder / 'old.backup', '--replace', record=self.record)
        self.assertIn('erased again: 1', restored.out)
        comity('verify', record=self.record)
        self.assertNotIn('letter', comity('list', record=self.record).out)
        for path in self.folder.glob('own.record.replaced*'):
            self.assertNotIn(secret, path.read_bytes())

    def test_a_whole_export_of_a_served_record_is_a_mirror_elsewhere(self):
        mirror = self.folder / 'mirror.record'
        server = program.Server(self.folder, demonstration=False)
        try:
            port = server.ports[0]
            key = ask(port, '/log/key').text.strip()
            comity('export', '--whole', self.folder / 'may', record=self.record)
            before = ask(port, '/checkpoint').text
            receipt = self.keep('receipt.tlog-proof', 'receipt', 3)
            tile = ask(port, '/tile/0/000.p/6').body
            self.add(6, 9)
            comity('export', '--whole', self.folder / 'june', record=self.record)
            now = ask(port, '/checkpoint').text
        finally:
            server.stop()
        for month in ('may', 'june'):
            found, said = root_of_export(self.folder / month)
            self.assertEqual(found, said)
        self.assertEqual((self.folder / 'may/checkpoint').read_text(), before)
        self.assertEqual((self.folder / 'may/tile/0/000.p/6').read_bytes(), tile)
        self.assertEqual(len(list((self.folder / 'may/files').glob('*/*'))), 6)
        self.assertIn('entries: 6, 6 of them new', comity('mirror', self.folder / 'may', '--key', key, record=mirror).out)
        self.assertIn('sound', comity('verify', record=mirror).out)
        self.assertEqual(self.keep('mirrored.tlog-proof', 'receipt', 3, record=mirror).read_bytes(), receipt.read_bytes())
        self.assertIn('holds', comity('verify-receipt', self.folder / 'mirrored.tlog-proof', '--key', key).out)
        self.served_mirror(mirror, before, now)
        refused = comity('correct', '--fact', 'title=X', '--why', 'no act', self.any_symbol(mirror), record=mirror, check=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn('acts are done there', refused.err)
        self.begun_anew(mirror, before)

    def any_symbol(self, record):
        return json.loads(comity('list', '--format', 'json', '--limit', '1', record=record).out)[0]['sha256']

    def served_mirror(self, mirror, before, now):
        """It shows everything, takes no act, and follows its log."""
        (self.folder / 'elsewhere').mkdir()
        served = self.folder / 'elsewhere/own.record'
        served.write_bytes(mirror.read_bytes())
        server = program.Server(served.parent, demonstration=False)
        try:
            port = server.ports[0]
            self.assertEqual(ask(port, '/checkpoint').text, before)
            self.assertEqual(ask(port, '/documents').status, 200)
            self.assertEqual(ask(port, '/receipt/3.html').status, 200)
            self.assertEqual(ask(port, '/tile/0/000.p/6').status, 200)
            self.assertIn('This record is a mirror', ask(port, '/log').text)
            refused = comity('import', self.folder / 'texts-6', record=served, check=False)  # handed to the server
            self.assertNotEqual(refused.returncode, 0)
            self.assertIn('acts are done there', refused.err)
            self.assertIn('This is a copy of the record', ask(port, '/documents').text)
            self.assertEqual(ask(port, '/import').status, 403)
            # A later export is handed to the server, which goes on with it.
            self.assertIn('entries: 9, 3 of them new', comity('mirror', self.folder / 'june', record=served).out)
            self.assertEqual(ask(port, '/checkpoint').text, now)
            self.assertEqual(len(json.loads(ask(port, '/api/v1/documents').text)['documents']), 9)
            older = comity('mirror', self.folder / 'may', record=served, check=False)
            self.assertIn('is older than this mirror', older.err)
        finally:
            server.stop()
        server = program.Server(served.parent, demonstration=False)
        try:
            port = server.ports[0]
            self.assertEqual(ask(port, '/checkpoint').text, now)
            self.assertEqual(len(json.loads(ask(port, '/api/v1/documents').text)['documents']), 9)
        finally:
            server.stop()
        self.assertIn('sound', comity('verify', record=served).out)

    def begun_anew(self, mirror, before):
        said = comity('mirror', '--begin-anew', '--why', 'the keeper has closed', record=mirror).out
        self.assertIn('a record of its own', said)
        entry = json.loads(comity('receipt', 6, '--format', 'json', record=mirror).out)['entry']
        self.assertEqual(entry['state']['last_known'], before)
        copies = self.folder / 'own texts'
        copies.mkdir()
        (copies / 'text.txt').write_bytes(self.texts[0].read_bytes() + b'\nWords of its own.\n')
        comity('import', copies, record=mirror)
        (self.folder / 'before').write_text(before)
        self.assertIn('sound', comity('verify', '--checkpoint', self.folder / 'before', record=mirror).out)


if __name__ == '__main__':
    unittest.main()
