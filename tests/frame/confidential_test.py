"""No unreleased word anywhere: what a State keeps for itself is looked for in every page that a stranger can reach, in every entry of the log, in all exports and public copies, and in the
files beside the record, by a word that stands nowhere else."""
import html
import io
import json
import pathlib
import re
import tempfile
import unittest
import zipfile

import program
from program import ask, comity

# As people write them, in a field of each kind; the long texts are larger than what an entry holds itself (4 KB).
SECRET = 'quietlantern'
LONG = ' '.join(['Quietlanterns stand on the wall of the lock.'] * 140)


def words_in(name, data, depth=3):
    """Names of whatever holds the word: a file, and what is packed in it."""
    found = [name] if SECRET.encode() in data.lower() else []
    if depth > 0 and data[:2] == b'PK':
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for member in archive.namelist():
                    found += words_in(f'{name}/{member}', archive.read(member), depth - 1)
        except zipfile.BadZipFile:
            pass
    return found


class ConfidentialTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix='comity-confidential-')
        cls.folder = pathlib.Path(cls.temporary.name)
        comity('demo', 'load', record=cls.folder / 'own.record')
        cls.record = cls.folder / 'demonstration.record'

        def act(*words):
            comity(*words, record=cls.record)

        act('follow-up', 'Ardune', 'put', 'wall', '--what', 'cluster', '--title', 'Quietlanterns of the wall', '--words', LONG, '--for', 'mr-3-xar-41.52')
        act('follow-up', 'Ardune', 'put', 'lamps', '--what', 'action', '--title', 'Buy quietlanterns', '--part-of', 'wall', '--office', 'Bureau of Quietlanterns', '--due', '2031-05-03', '--for', 'mr-3-xar-41.52')
        act('follow-up', 'Ardune', 'put', 'seen', '--what', 'evidence', '--title', 'They quietlantern', '--part-of', 'lamps', '--rung', 'claimed')
        # Released, taken from what is not: nothing of what stays in goes along.
        act('follow-up', 'Ardune', 'put', 'quay', '--what', 'action', '--title', 'The quay is lit', '--part-of', 'wall', '--for', 'mr-3-xar-41.68')
        act('follow-up', 'Ardune', 'release', 'quay')
        for name, more in (('quiet', ()), ('lamps', ('--document', 'CA/RES/36/30', '--paragraph', 'op1'))):
            act('request', 'open', name, '--on-behalf-of', 'Ardune', '--title', 'Quietlanterns for courts', '--words', LONG, '--form', 'training', '--theme', 'SDG-16', '--recommendation', 'mr-3-xar-41.52', *more)
        act('request', 'share', 'xar.lamps', 'Morrowen (Free Ports of)', '--on-behalf-of', 'Ardune')
        act('agreement', 'accept', 'lamps', '--request', 'xar.lamps', '--offer', 'xmo.interpreters-school', '--on-behalf-of', 'Ardune')
        act('agreement', 'confirm', 'xar.lamps', '--on-behalf-of', 'Morrowen (Free Ports of)')
        # Made public by its parties, of a request that is not: the name of the request stays in.
        act('request', 'open', 'quietlantern-keys', '--on-behalf-of', 'Ardune', '--title', 'Keys', '--form', 'training', '--recommendation', 'mr-3-xar-41.52')
        act('request', 'share', 'xar.quietlantern-keys', 'Morrowen (Free Ports of)', '--on-behalf-of', 'Ardune')
        act('agreement', 'accept', 'keys', '--request', 'xar.quietlantern-keys', '--offer', 'xmo.interpreters-school', '--on-behalf-of', 'Ardune')
        act('agreement', 'confirm', 'xar.keys', '--on-behalf-of', 'Morrowen (Free Ports of)')
        for party in ('Ardune', 'Morrowen (Free Ports of)'):
            act('agreement', 'publish', 'xar.keys', '--on-behalf-of', party)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def nothing_in(self, folder):
        files = [path for path in sorted(folder.rglob('*')) if path.is_file()]
        self.assertGreater(len(files), 0)
        self.assertEqual([name for path in files for name in words_in(str(path.relative_to(folder)), path.read_bytes())], [])

    def test_the_word_is_there_to_be_found(self):
        self.assertEqual(words_in('record', self.record.read_bytes()), ['record'])
        self.assertIn(SECRET, comity('follow-up', 'Ardune', record=self.record).out.lower())

    def test_no_export_and_no_public_copy_has_it(self):
        comity('export', self.folder / 'texts', record=self.record)
        comity('export', '--zip', self.folder / 'all.zip', record=self.record)
        comity('export', '--site', 'CA/RES/36/30', self.folder / 'site', record=self.record)
        comity('export', '--whole', self.folder / 'whole', record=self.record)
        for name in ('texts', 'site', 'whole'):
            self.nothing_in(self.folder / name)
        self.assertEqual(words_in('all.zip', (self.folder / 'all.zip').read_bytes()), [])
        mirrors = self.folder / 'mirrors'
        mirrors.mkdir()
        comity('mirror', self.folder / 'whole', record=mirrors / 'mirror.record')
        comity('search', 'lights', record=mirrors / 'mirror.record', check=False)
        self.nothing_in(mirrors)
        self.assertNotIn(SECRET, comity('follow-up', 'Ardune', record=mirrors / 'mirror.record', check=False).out.lower())
        # The long texts are no documents of the record, but bytes of it: unpacked, too.
        everything = comity('export', '--whole', '--with-confidential', self.folder / 'kept', record=self.record)
        self.assertNotEqual(everything.out + everything.err, '')
        self.assertNotEqual([name for path in (self.folder / 'kept').rglob('*') if path.is_file() for name in words_in(path.name, path.read_bytes())], [], 'the keeper\'s own copy has it')

    def test_no_page_that_a_stranger_reaches_and_no_file_beside_the_record_has_it(self):
        server = program.Server(self.folder, options=('--requests', self.folder / 'requests.log'))
        self.addCleanup(lambda: server.process.poll() is None and server.stop())
        port = server.ports[1]
        seen, waiting, holders = set(), ['/', '/search?q=quietlanterns', '/api/v1/search?q=quietlanterns', '/recommendations?words=quietlantern', '/cooperation?format=atom', '/cooperation?format=csv', '/requests?format=csv',
                                         '/agreements?format=iati', '/agreements?format=csv', '/recommendations?format=csv', '/cooperation?recommendation=mr-3-xar-41.52', '/recommendations/mr-3-xar-41.52',
                                         '/api/v1/deeds', '/requests/xar.quiet', '/requests/xar.lamps', '/agreements/xar.lamps', '/follow-up', '/follow-up.ics', '/follow-up.docx', '/api/v1/follow-up',
                                         '/log/subjects/follow-up:xar:lamps', '/log/subjects/request:xar.quiet', '/log/subjects/agreement:xar.lamps', '/agreements/xar.keys', '/api/v1/agreements/xar.keys', '/log/subjects/published-agreement:xar.keys'], []
        size = int(ask(port, '/checkpoint').text.split('\n')[1])
        waiting += [f'/log/entries/{number}' for number in range(size - 40, size)] + [f'/receipt/{number}.html' for number in range(size - 40, size)]
        while waiting and len(seen) < 1500:
            address = waiting.pop(0)
            if address in seen or '/export' in address:
                continue
            seen.add(address)
            answer = ask(port, address)
            self.assertLess(answer.status, 500, address)
            # Who asks for the word has it again, in the field for what one looks for; but no more of where it stands.
            asked = SECRET in address
            phrases = ('of the wall', 'buy quiet', 'they quiet', 'for courts', 'on the wall of the lock')
            holders += [address] if asked and any(phrase in answer.text.lower() for phrase in phrases) else [] if asked else words_in(address, answer.body)
            if 'text/html' in answer.headers.get('Content-Type', ''):
                waiting += [html.unescape(one) for one in re.findall(r'href="(/[^"#]*)', answer.text) if 'on_behalf_of' not in one and '/assets/' not in one and '/help' not in one]
        self.assertEqual(holders, [])
        self.assertGreater(len(seen), 400)
        self.assertEqual(server.stop(), 0)
        beside = [path for path in self.folder.iterdir() if path.is_file() and path.name.startswith('demonstration.record') and path.name != 'demonstration.record'] + [self.folder / 'errors.txt', self.folder / 'requests.log']
        self.assertEqual([name for path in beside for name in words_in(path.name, path.read_bytes())], [])


if __name__ == '__main__':
    program.main()
