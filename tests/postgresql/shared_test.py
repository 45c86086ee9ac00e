"""One record in PostgreSQL: commands, several servers, a database that restarts; moved from a file and back. Skipped where there is no PostgreSQL."""
import json
import os
import pathlib
import random
import signal
import sqlite3
import sys
import tempfile
import unittest

import cluster
from acts import Hand, Load, Serving, comity, lost, program, write_texts

SYMBOLS = [f'A/RES/98/{number}' for number in range(1, 5)]
ENDINGS = ('.words', '.precedents', '.series', '.mandates')


def signpost(folder, name, address):
    place = pathlib.Path(folder) / f'{name}.record'
    place.write_text(address + '\n')
    return place


class WithDatabase(unittest.TestCase):
    made = 0  # schemas, over all cases

    @classmethod
    def setUpClass(cls):
        cls.cluster = cluster.Cluster()

    @classmethod
    def tearDownClass(cls):
        cls.cluster.remove()

    def setUp(self):
        WithDatabase.made += 1
        self.holder = tempfile.TemporaryDirectory(prefix='comity-shared-')
        self.folder = pathlib.Path(self.holder.name)
        self.address = self.cluster.new_schema(f'case{WithDatabase.made}')
        self.servers = []

    def tearDown(self):
        for server in self.servers:
            server.stop()
        self.holder.cleanup()

    def place(self, name):
        """A server's own folder, with a signpost to the database of this test in it."""
        folder = self.folder / name
        folder.mkdir()
        return signpost(folder, 'comity', self.address)

    def filled(self, place):
        comity('import', write_texts(self.folder, len(SYMBOLS)), record=place)
        return place

    def serve(self, place, **how):
        server = Serving(place, cluster.free_port(), **how)
        server.start()
        self.servers.append(server)
        return server

    def second(self, first):
        """Another machine's folder: the same database, and a copy of the log's key."""
        place = self.place('second')
        key = pathlib.Path(f'{place}.key')
        key.write_bytes(pathlib.Path(f'{first}.key').read_bytes())
        key.chmod(0o600)
        return place


class Commands(WithDatabase):
    def test_answer_the_same_over_both_databases(self):
        place, file = self.filled(self.place('first')), self.folder / 'file.record'
        comity('import', self.folder / 'texts', record=file)
        for words in (['list', '--format', 'json'], ['show', '--format', 'json', SYMBOLS[0]], ['search', '--format', 'json', 'lantern'], ['series', SYMBOLS[0]], ['list', '--year', '2043'],
                      ['mandates', '--format', 'json', SYMBOLS[1]], ['register', '--format', 'json'], ['actors', '--format', 'json']):
            self.assertEqual(comity(*words, record=place).out, comity(*words, record=file).out, words)
        self.assertEqual(comity('verify', record=place).returncode, 0)

    def test_an_address_needs_no_file(self):
        state = {**os.environ, 'XDG_STATE_HOME': str(self.folder / 'state')}
        comity('import', write_texts(self.folder, 1), record=self.address, env=state)
        self.assertEqual(len(json.loads(comity('list', '--format', 'json', record=self.address, env=state).out)), 1)
        self.assertTrue(list((self.folder / 'state/comity').glob('*.record.key')))

    def test_a_password_in_an_address_is_refused(self):
        refused = comity('list', record='postgresql://somebody:secret@127.0.0.1/comity', check=False)
        self.assertEqual(refused.returncode, 2, refused.err)
        self.assertIn('.pgpass', refused.err)

    def test_a_record_of_a_newer_program_is_left_alone(self):
        place = self.filled(self.place('first'))
        self.cluster.sql(f"UPDATE case{WithDatabase.made}.derivation SET version = version + 1 WHERE name = 'actors'")
        refused = comity('import', self.folder / 'texts', record=place, check=False)
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn('newer', refused.err)

    def test_a_database_that_is_not_there_is_told_of(self):
        place = signpost(self.folder, 'nowhere', f'postgresql:///comity?host={self.folder}&port=1&user=comity')
        told = comity('list', record=place, check=False)
        self.assertIn('can\'t be reached', told.err)

    def test_damage_is_found_and_told_where(self):
        place = self.filled(self.place('first'))
        self.cluster.sql(f"UPDATE case{WithDatabase.made}.entry SET canonical = replace(canonical, 'text2', 'text9') WHERE position = 1")
        found = comity('verify', record=place, check=False)
        self.assertNotEqual(found.returncode, 0)
        self.assertIn('1', found.out)


class Moving(WithDatabase):
    def test_takes_all_along_and_closes_the_source(self):
        file, back = self.folder / 'file.record', self.folder / 'back.record'
        place = self.place('first')
        comity('import', write_texts(self.folder, 4), record=file)
        comity('account', 'add', '--name', 'Jane Weaver', '--role', 'keeper', 'jane', record=file, check=False)
        signed = comity('checkpoint', record=file).out
        whole = comity('list', '--format', 'json', record=file).out
        comity('copy', file, place)
        self.assertEqual(comity('checkpoint', record=place).out, signed)
        self.assertEqual(comity('list', '--format', 'json', record=place).out, whole)
        self.assertEqual(comity('verify', record=place).returncode, 0)
        refused = comity('import', self.folder / 'texts', record=file, check=False)
        self.assertIn('was moved', refused.err)
        self.assertEqual(comity('list', '--format', 'json', record=file).out, whole, 'a record that was moved stays to be read')
        comity('copy', place, back)
        self.assertEqual(comity('checkpoint', record=back).out, signed)
        self.assertEqual(comity('verify', record=back).returncode, 0)
        leaves = [sqlite3.connect(path).execute('SELECT position, hex(leaf), hex(salt) FROM entry ORDER BY position').fetchall() for path in (file, back)]
        self.assertEqual(*leaves)

    def test_an_interrupted_one_is_completed(self):
        file, place = self.folder / 'file.record', self.place('first')
        comity('import', write_texts(self.folder, 4), record=file)
        comity('copy', file, place)
        # As it stands after a crash between the closing of the source and the opening of the copy.
        self.cluster.sql(f"INSERT INTO case{WithDatabase.made}.property VALUES ('backup checkpoint', '')")
        self.assertNotEqual(comity('import', self.folder / 'texts', record=place, check=False).returncode, 0)
        comity('copy', file, place)
        comity('import', self.folder / 'texts', record=place)

    def test_leaves_another_record_alone(self):
        file, place = self.folder / 'file.record', self.filled(self.place('first'))
        comity('import', self.folder / 'texts' / 'text1.txt', record=file)
        self.assertNotEqual(comity('copy', file, place, check=False).returncode, 0)
        comity('import', self.folder / 'texts', record=file)

    def test_backups_go_from_either_database_into_either(self):
        place, backup, file = self.filled(self.place('first')), self.folder / 'one.backup', self.folder / 'file.record'
        listed = comity('list', '--format', 'json', record=place).out
        comity('backup', backup, record=place)
        self.assertEqual(comity('verify', record=backup).returncode, 0)
        comity('restore', backup, record=file)
        self.assertEqual(comity('list', '--format', 'json', record=file).out, listed)
        other = signpost(self.folder, 'other', self.cluster.new_schema(f'other{WithDatabase.made}'))
        comity('restore', backup, record=other)
        self.assertEqual(comity('list', '--format', 'json', record=other).out, listed)
        self.assertEqual(comity('verify', record=other).returncode, 0)

    def test_a_backup_takes_the_place_of_a_record_that_stays_beside_it(self):
        place, backup = self.filled(self.place('first')), self.folder / 'one.backup'
        before = comity('list', '--format', 'json', record=place).out
        comity('backup', backup, record=place)
        comity('correct', SYMBOLS[0], '--fact', 'title=Lanterns that came later', '--why', 'a test', record=place)
        signed, later = comity('checkpoint', record=place).out, comity('list', '--format', 'json', record=place).out
        refused = comity('restore', backup, record=place, check=False)
        self.assertIn('--replace', refused.err)
        self.assertIn('under another name', comity('restore', '--replace', '--dry-run', backup, record=place).out)
        self.assertEqual(comity('list', '--format', 'json', record=place).out, later)
        schema = f'case{WithDatabase.made}_replaced_1'
        self.assertIn(f'now in the schema {schema} of the database', comity('restore', '--replace', backup, record=place).out)
        self.assertEqual(comity('list', '--format', 'json', record=place).out, before)
        self.assertEqual(comity('verify', record=place).returncode, 0)
        self.assertNotEqual(comity('checkpoint', record=place).out.split('\n')[0], signed.split('\n')[0], 'the log begins anew, as an act is gone')
        comity('correct', SYMBOLS[0], '--fact', 'title=Lanterns once more', '--why', 'a test', record=place)
        replaced = signpost(self.folder, 'replaced', self.cluster.address(schema=schema))
        self.assertEqual(comity('list', '--format', 'json', record=replaced).out, later)
        self.assertEqual(comity('verify', record=replaced).returncode, 0)
        comity('restore', '--replace', backup, record=place)
        self.assertEqual(comity('verify', record=signpost(self.folder, 'second', self.cluster.address(schema=schema.replace('_1', '_2')))).returncode, 0)

    def test_nothing_is_lost_where_a_backup_that_has_all_takes_the_place(self):
        place, backup = self.filled(self.place('first')), self.folder / 'one.backup'
        signed = comity('checkpoint', record=place).out
        comity('backup', backup, record=place)
        self.assertIn('nothing that it signed for is missing', comity('restore', '--replace', backup, record=place).out)
        self.assertEqual(comity('checkpoint', record=place).out, signed)

    def test_a_mirror_stands_in_a_database_and_follows(self):
        file, place = self.folder / 'file.record', self.place('first')
        texts = write_texts(self.folder, 6)
        comity('import', texts / 'text1.txt', texts / 'text2.txt', record=file)
        comity('export', '--whole', self.folder / 'may', record=file)
        comity('mirror', self.folder / 'may', record=place)
        self.assertEqual(comity('checkpoint', record=place).out, comity('checkpoint', record=file).out)
        self.assertEqual(comity('list', '--format', 'json', record=place).out, comity('list', '--format', 'json', record=file).out)
        self.assertEqual(comity('verify', record=place).returncode, 0)
        self.assertFalse(pathlib.Path(f'{place}.mirroring').exists())
        refused = comity('import', texts / 'text3.txt', record=place, check=False)
        self.assertIn('mirror', refused.err)
        comity('import', texts, record=file)
        comity('export', '--whole', self.folder / 'june', record=file)
        server = self.serve(place)
        self.assertIn('4 of them new', comity('mirror', self.folder / 'june', record=place).out)
        self.assertIn('Lanterns on landing stage 6', Hand(server.port, SYMBOLS[0], 'Jane').ask('GET', '/documents')[1])
        self.assertEqual(comity('verify', record=place).returncode, 0)
        server.stop()
        comity('mirror', '--begin-anew', '--why', 'the keeper has closed', record=place)
        comity('correct', SYMBOLS[0], '--fact', 'title=A record of its own', '--why', 'a test', record=place)
        self.assertEqual(comity('verify', record=place).returncode, 0)
        again = comity('mirror', self.folder / 'may', record=self.filled_other(), check=False)
        self.assertNotEqual(again.returncode, 0)

    def filled_other(self):
        place = signpost(self.folder, 'other', self.cluster.new_schema(f'other{WithDatabase.made}'))
        comity('import', self.folder / 'texts' / 'text1.txt', record=place)
        return place

    def test_names_of_any_length_are_taken(self):
        """What is longer than a third of a page fits into no ordered index of PostgreSQL."""
        place, file, draw = self.place('first'), self.folder / 'file.record', random.Random(7)
        name = lambda: ''.join(draw.choice('abcdefghijklmnopqrstuvwxyz') for _ in range(6000)).capitalize()
        text = (write_texts(self.folder, 1) / 'text1.txt').read_text()
        text = text.replace('---', f'**{name()}, {name()} and {name()}: draft resolution**\n\n---').replace('Lanterns on', name()).replace('Agenda item 112', f'Agenda item 112 ({name()})')
        (self.folder / 'texts' / 'text1.txt').write_text(text + f'\n3. *Recalls* resolution {name()};\n')
        for record in (place, file):
            comity('import', self.folder / 'texts', record=record)
            listed = json.loads(comity('list', '--format', 'json', record=record).out)
            self.assertEqual(len(listed), 1)
            comity('correct', listed[0]['sha256'][:12], '--fact', f'title={name()}', '--why', 'a test', record=record)
        self.assertEqual(comity('verify', record=place).returncode, 0)

    def test_a_backup_goes_on_with_what_came_since(self):
        place, file = self.place('first'), self.folder / 'file.record'
        texts = write_texts(self.folder, 6)
        for record in (place, file):
            with self.subTest(record=record):
                backup = self.folder / f'{record.parent.name}.backup'
                comity('import', texts / 'text1.txt', texts / 'text2.txt', record=record)
                comity('backup', backup, record=record)
                comity('import', texts, record=record)
                comity('backup', '--continue', backup, record=record)
                self.assertEqual(comity('verify', record=backup).returncode, 0)
                self.assertEqual(comity('list', '--format', 'json', record=backup).out, comity('list', '--format', 'json', record=record).out)
                other = self.folder / f'{record.parent.name}.other.record'
                comity('import', texts / 'text3.txt', record=other)
                refused = comity('backup', '--continue', backup, record=other, check=False)
                self.assertIn('not of this record', refused.err)
                self.assertEqual(comity('verify', record=backup).returncode, 0)
                restored = self.folder / f'{record.parent.name}.restored.record'
                comity('restore', backup, record=restored)
                self.assertEqual(comity('verify', record=restored).returncode, 0)


class Servers(WithDatabase):
    def test_two_of_them_see_each_others_acts_and_none_is_lost(self):
        place = self.filled(self.place('first'))
        one = self.serve(place)
        two = self.serve(self.second(place))
        hands = [Hand(server.port, symbol, f'hand {i} at {symbol}') for i, (server, symbol) in enumerate(zip((one, two, one, two), SYMBOLS))]
        load = Load(hands)
        load.wait_for(40)
        load.stop()
        self.assertEqual(lost(hands, place), [])
        title = hands[0].done[-1]
        self.assertIn(title, hands[1].ask('GET', f'/documents/{SYMBOLS[0]}/history')[1])
        self.assertIn('Lanterns as hand 0', hands[1].ask('GET', '/search?q=hand')[1], 'the other server\'s index follows the log')
        self.assertEqual(comity('verify', record=place).returncode, 0)

    def test_the_second_of_two_at_one_text_is_shown_both_and_loses_nothing(self):
        place = self.filled(self.place('first'))
        one = Hand(self.serve(place).port, SYMBOLS[0], 'Jane')
        two = Hand(self.serve(self.second(place)).port, SYMBOLS[0], 'Thomas')
        seen_by_one, seen_by_two = one.look(), two.look()
        self.assertIn(one.act(seen_by_one)[0], (200, 303))
        status, page = two.act(seen_by_two)
        self.assertEqual(status, 409)
        self.assertIn('Lanterns as Thomas has them', page, 'what was typed')
        self.assertIn('Lanterns as Jane has them', page, 'what stands now')
        self.assertIn(two.act()[0], (200, 303))

    def test_a_second_key_is_never_drawn(self):
        place = self.filled(self.place('first'))
        before = comity('key', record=place).out
        other = self.place('second')
        told = comity('checkpoint', record=other, check=False)
        self.assertNotEqual(told.returncode, 0)
        self.assertIn('put it back', told.err)
        self.assertFalse(pathlib.Path(f'{other}.key').exists())
        self.assertEqual(comity('key', record=place).out, before)

    def test_a_database_that_restarts_under_load_loses_no_act(self):
        place = self.filled(self.place('first'))
        server = self.serve(place)
        hands = [Hand(server.port, symbol, f'a hand at {symbol}') for symbol in SYMBOLS]
        load = Load(hands)
        try:
            for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGINT):
                load.wait_for(10)
                self.cluster.restart(how)
            load.wait_for(10)
        finally:
            load.stop()
        self.assertEqual(lost(hands, place), [])
        self.assertEqual(comity('verify', record=place).returncode, 0)

    def test_index_files_that_are_deleted_or_damaged_or_of_another_record_come_again(self):
        place = self.filled(self.place('first'))
        other = self.folder / 'other.record'
        comity('import', self.folder / 'texts' / 'text1.txt', record=other)
        foreign = {}
        for words in (['search', 'lantern'], ['precedents', 'a lantern is seen from both sides of the water'], ['series'], ['register']):
            comity(*words, record=other, check=False)
        for ending in ENDINGS:
            path = pathlib.Path(f'{other}{ending}')
            foreign[ending] = path.read_bytes() if path.exists() else b'of another record'
        second = self.second(place)
        one, two = self.serve(place), self.serve(second)
        hands = [Hand(server.port, symbol, f'hand at {symbol}') for server, symbol in zip((one, two, one, two), SYMBOLS)]
        load = Load(hands)
        try:
            for damage in ('noise', 'nothing', 'gone', 'foreign'):
                load.wait_for(8)
                for ending in ENDINGS:
                    path = pathlib.Path(f'{second}{ending}')
                    if damage == 'gone':
                        path.unlink(missing_ok=True)
                    elif path.exists() or damage == 'foreign':
                        path.write_bytes({'noise': b'noise' * 999, 'nothing': b'', 'foreign': foreign[ending]}[damage])
            load.wait_for(8)
        finally:
            load.stop()
        asking = Hand(two.port, SYMBOLS[0], 'Jane')
        for page in ('/search?q=water', '/precedents?q=a+lantern+is+seen+from+both+sides+of+the+water', '/series', '/mandates'):
            self.assertEqual(asking.ask('GET', page)[0].status, 200, page)
        two.stop()
        fresh = self.serve(second)
        answers = [Hand(server.port, SYMBOLS[0], 'Jane').ask('GET', '/api/v1/search?q=water')[1] for server in (one, fresh)]
        self.assertEqual(*answers, 'a server that is started anew finds what the other one does')
        self.assertIn(SYMBOLS[3], answers[0])
        self.assertEqual(lost(hands, place), [])
        self.assertEqual(comity('verify', record=place).returncode, 0)
        print(f'indexes of one of two servers deleted, damaged, exchanged: {sum(len(hand.done) for hand in hands)} acts told as done, 0 lost')


if __name__ == '__main__':
    if cluster.programs() is None:
        print('skipped: PostgreSQL is not installed (Debian: postgresql)')
        sys.exit(cluster.SKIPPED)
    unittest.main()
