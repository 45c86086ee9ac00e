"""Faults injected, on a record in a file and on one in PostgreSQL: acts that were told as done are counted before and looked for afterwards; none may be lost.

  faults_test.py PROGRAM SHIM [TEST...]     SHIM: faults.c as a library; COMITY_KILLS: how many kills (500)
"""
import itertools
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

import cluster
from acts import Hand, Load, Serving, comity, lost, program, reasons_in, write_texts

SHIM = pathlib.Path(sys.argv.pop(1)).resolve() if len(sys.argv) > 1 and sys.argv[1].endswith('.so') else None
KILLS = int(os.environ.get('COMITY_KILLS', '500'))
SYMBOLS = [f'A/RES/98/{number}' for number in range(1, 5)]


class Faults:
    """The tests themselves; where the record is, subclasses say."""

    def setUp(self):
        self.holder = tempfile.TemporaryDirectory(prefix='comity-faults-', dir='/tmp')
        self.folder = pathlib.Path(self.holder.name)
        os.chmod(self.folder, 0o755)
        self.shadow, self.full, self.clock = self.folder / 'shadow', self.folder / 'full', self.folder / 'clock'
        self.shadow.mkdir()
        os.chmod(self.shadow, 0o777)
        self.server = None
        self.place = self.make_place()
        comity('import', write_texts(self.folder, len(SYMBOLS)), record=self.place)

    def tearDown(self):
        if self.server:
            self.server.stop()
        self.remove_place()
        self.holder.cleanup()

    def shim(self, under):
        return {'LD_PRELOAD': str(SHIM), 'COMITY_FAULTS_UNDER': str(under), 'COMITY_FAULTS_SHADOW': str(self.shadow), 'COMITY_FAULTS_FULL': str(self.full),
                'COMITY_FAULTS_CLOCK': str(self.clock)}

    def hands(self, server):
        return [Hand(server.port, symbol, f'{self.id().rsplit(".", 1)[1]} {time.monotonic_ns()} at {symbol}') for symbol in SYMBOLS]

    def start(self, environment=None):
        self.server = Serving(self.place, cluster.free_port(), environment={**os.environ, **(environment or {})})
        self.server.start()
        return self.server

    def check(self, hands):
        self.assertEqual(lost(hands, self.place), [])
        found = comity('verify', record=self.place, check=False)
        self.assertEqual(found.returncode, 0, found.out + found.err)

    def test_killed_at_random_under_load(self):
        draw, told, kills = random.Random(20311122), [], 0
        while kills < KILLS:
            server = self.start()
            hands = self.hands(server)
            load = Load(hands)
            if kills % 5:
                load.wait_for(1)  # the others are killed while they start, or before the first act
            time.sleep(draw.uniform(0, 0.3))
            server.kill()
            load.stop()
            kills += 1
            told += hands
            if kills % 50 == 0 or kills == KILLS:
                self.check(told)
        print(f'{type(self).__name__}: killed {kills} times, {sum(len(hand.done) for hand in told)} acts told as done, 0 lost')

    def test_a_clock_that_is_set_back_changes_no_order(self):
        server = self.start(self.shim('/nowhere'))
        hands = self.hands(server)
        for wrong in (0, -86400, 3600):
            self.clock.write_text(str(wrong))
            for hand in hands:
                self.assertIn(hand.act()[0], (200, 303))
        server.stop()
        self.check(hands)
        print(f'{type(self).__name__}: clock set back and forth, {sum(len(hand.done) for hand in hands)} acts told as done, 0 lost')

    def test_index_files_that_are_deleted_or_damaged_come_again(self):
        server = self.start()
        hands = self.hands(server)
        load = Load(hands)
        load.wait_for(8)
        for damage, ending in itertools.product(('noise', 'nothing', 'gone'), ('.words', '.precedents', '.series', '.mandates')):
            path = pathlib.Path(f'{self.place}{ending}')
            if damage == 'gone':
                path.unlink(missing_ok=True)
            elif path.exists():
                path.write_bytes(b'noise' * 999 if damage == 'noise' else b'')
        load.wait_for(8)
        load.stop()
        server.stop()
        self.check(hands)
        self.assertIn('A/RES/98/1', comity('search', 'lantern', record=self.place).out)
        print(f'{type(self).__name__}: indexes deleted and damaged, {sum(len(hand.done) for hand in hands)} acts told as done, 0 lost')

    def test_an_upgrade_that_is_interrupted_is_made_by_the_next_start(self):
        server = self.start()
        hands = self.hands(server)
        load = Load(hands)
        load.wait_for(20)
        load.stop()
        server.stop()
        draw = random.Random(5)
        for _ in range(10):
            self.make_older()
            command = subprocess.Popen([str(program.COMITY), 'import', str(self.folder / 'texts'), '--record', str(self.place)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(draw.uniform(0.01, 0.3))
            command.kill()
            command.wait()
        comity('import', self.folder / 'texts', record=self.place)
        self.check(hands)
        print(f'{type(self).__name__}: upgrade killed 10 times, {sum(len(hand.done) for hand in hands)} acts told as done, 0 lost')


class InAFile(Faults, unittest.TestCase):
    def make_place(self):
        (self.folder / 'kept').mkdir()
        return self.folder / 'kept' / 'own.record'

    def remove_place(self):
        pass

    def make_older(self):
        with sqlite3.connect(self.place) as record:
            record.execute('UPDATE derivation SET version = version - 1')
        record.close()

    def test_a_second_server_is_refused_and_the_first_goes_on(self):
        server = self.start()
        hands = self.hands(server)
        load = Load(hands)
        for _ in range(5):
            load.wait_for(10)
            second = subprocess.run([str(program.COMITY), 'serve', '--record', str(self.place), '--listen', f'127.0.0.1:{cluster.free_port()}'], capture_output=True, timeout=60, check=False)
            self.assertNotEqual(second.returncode, 0)
            self.assertIn(b'is held by', second.stderr)
        load.stop()
        server.stop()
        self.check(hands)
        print(f'two servers at one file: {sum(len(hand.done) for hand in hands)} acts told as done, 0 lost')

    def test_a_full_disk_takes_back_what_it_can_not_keep(self):
        server = self.start(self.shim(self.folder / 'kept'))
        hands = self.hands(server)
        for hand in hands:
            self.assertIn(hand.act()[0], (200, 303))
        self.full.touch()
        for hand in hands:
            self.assertEqual(hand.act()[0], 503)
        self.full.unlink()
        for hand in hands:
            self.assertIn(hand.act()[0], (200, 303))
        server.stop()
        self.check(hands)
        kept = reasons_in(self.place, SYMBOLS)
        self.assertEqual(sum(why in kept for hand in hands for why in [f'{hand.name} has changed it for the 2th time']), 0, 'what was refused is not there')
        print(f'in a file: disk full, {sum(len(hand.done) for hand in hands)} acts told as done, 0 lost')

    def test_a_power_cut_loses_nothing_that_was_told(self):
        draw, told = random.Random(11), []
        for _ in range(20):
            self.baseline(self.folder / 'kept')
            server = self.start(self.shim(self.folder / 'kept'))
            hands = self.hands(server)
            load = Load(hands)
            time.sleep(draw.uniform(0.3, 1.2))
            server.kill()
            load.stop()
            told += hands
            self.cut_power(self.folder / 'kept')
            self.check(told)
        self.assertGreater(sum(len(hand.done) for hand in told), 100)
        print(f'in a file: power cut 20 times, {sum(len(hand.done) for hand in told)} acts told as done, 0 lost')

    def baseline(self, under):
        baseline(under, self.shadow)

    def cut_power(self, under):
        cut_power(under, self.shadow)

    def test_of_a_record_that_is_cut_short_or_has_a_flipped_bit_it_is_told_which_part_is_sound(self):
        server = self.start()
        hands = self.hands(server)
        load = Load(hands)
        load.wait_for(1000)  # behind the tables, whose names take the first half megabyte
        load.stop()
        server.stop()
        told = sum(len(hand.done) for hand in hands)
        whole, entries = self.place.read_bytes(), dict(sqlite3.connect(self.place).execute('SELECT position, canonical FROM entry').fetchall())
        middle = len(entries) // 2
        flipped = bytearray(whole)
        flipped[whole.index(entries[middle].encode()) + len(entries[middle]) // 2] ^= 1
        survived = {}
        for what, damaged in (('cut', whole[:len(whole) * 2 // 3]), ('flipped', bytes(flipped))):
            place = self.folder / f'{what}.record'
            place.write_bytes(damaged)
            found = comity('verify', '--format', 'json', record=place, check=False)
            self.assertEqual(found.returncode, 1, found.out + found.err)
            said = json.loads(found.out)
            self.assertFalse(said['sound'])
            sound = {position for first, last in said['sound_entries'] for position in range(first, last + 1)}
            kept = dict(sqlite3.connect(self.place).execute('SELECT position, canonical FROM entry').fetchall())
            self.assertLessEqual(sound, kept.keys())
            survived[what] = sum(why in entries[position] for hand in hands for why in hand.done for position in sound)
            if what == 'flipped':
                self.assertEqual(sound, entries.keys() - {middle})
                self.assertIn(f'entry {middle}', str(said['findings']))
            else:
                self.assertGreater(len(sound), 0)
                self.assertLess(len(sound), len(entries))
                self.assertIn('entries that are sound', comity('verify', record=place, check=False).out)
        self.assertGreaterEqual(survived['flipped'], told - 1)
        print(f'of {told} acts told as done: a flipped bit leaves {survived["flipped"]}, a file cut to two thirds {survived["cut"]}; verify names them')


def baseline(under, shadow):
    """All that is there is on the disk."""
    for path in shadow.iterdir():
        path.unlink()
    for path in under.rglob('*'):
        if path.is_file() and not path.is_symlink():
            copy = shadow / str(path).replace('/', '%')
            shutil.copyfile(path, copy)
            os.chmod(copy, 0o666)


def cut_power(under, shadow):
    """Each file is as it was when it was synced last; what never was has a name and no content."""
    for path in under.rglob('*'):
        if not path.is_file() or path.is_symlink():
            continue
        kept = shadow / str(path).replace('/', '%')
        path.write_bytes(kept.read_bytes() if kept.exists() else b'')


@unittest.skipIf(cluster.programs() is None, 'PostgreSQL is not installed')
class InPostgresql(Faults, unittest.TestCase):
    def make_place(self):
        self.postgresql = cluster.Cluster(durable=True, folder=self.folder / 'postgresql', settings=['checkpoint_timeout = 30s', 'max_wal_size = 64MB', 'min_wal_size = 32MB'])
        place = self.folder / 'own.record'
        place.write_text(self.postgresql.address() + '\n')
        return place

    def remove_place(self):
        self.postgresql.remove()

    def make_older(self):
        self.postgresql.sql('UPDATE derivation SET version = version - 1')

    def test_the_database_is_killed_and_started_under_load(self):
        server = self.start()
        hands = self.hands(server)
        load = Load(hands)
        try:
            for _ in range(10):
                load.wait_for(10)
                self.postgresql.restart(signal.SIGKILL)
        finally:
            load.stop()
        server.stop()
        self.check(hands)
        print(f'database killed 10 times under load, {sum(len(hand.done) for hand in hands)} acts told as done, 0 lost, longest pause {load.longest_pause():.1f} s')

    def test_a_full_disk_takes_back_what_it_can_not_keep(self):
        self.postgresql.stop()
        self.postgresql.environment = self.shim(self.postgresql.data)
        self.postgresql.start()
        server = self.start()
        hands = self.hands(server)
        load = Load(hands)
        try:
            load.wait_for(10)
            self.full.touch()
            time.sleep(3)
            self.full.unlink()
            goal, until = load.count() + 10, time.monotonic() + 120
            while load.count() < goal:
                self.assertLess(time.monotonic(), until, 'no acts are taken, though there is room again')
                if self.postgresql.process.poll() is not None:
                    self.postgresql.start()  # it ends itself where it can't write what makes it whole again
                time.sleep(0.2)
        finally:
            self.full.unlink(missing_ok=True)
            load.stop()
        server.stop()
        self.check(hands)
        print(f'in PostgreSQL: disk full, {sum(len(hand.done) for hand in hands)} acts told as done, 0 lost')

    def test_a_power_cut_loses_nothing_that_was_told(self):
        draw, told = random.Random(12), []
        for _ in range(8):
            self.postgresql.stop()
            baseline(self.postgresql.data, self.shadow)
            self.postgresql.environment = self.shim(self.postgresql.data)
            self.postgresql.start()
            server = self.start()
            hands = self.hands(server)
            load = Load(hands)
            time.sleep(draw.uniform(0.5, 2))
            self.postgresql.stop(signal.SIGKILL)
            load.stop()
            server.stop()
            told += hands
            cut_power(self.postgresql.data, self.shadow)
            (self.postgresql.data / 'postmaster.pid').unlink(missing_ok=True)
            self.postgresql.environment = {}
            self.postgresql.start()
            self.check(told)
        self.assertGreater(sum(len(hand.done) for hand in told), 20)
        print(f'in PostgreSQL: power cut 8 times, {sum(len(hand.done) for hand in told)} acts told as done, 0 lost')

    def test_a_flipped_bit_in_the_database_is_told_of(self):
        relation = self.postgresql.sql("SELECT pg_relation_filepath('entry')")
        self.postgresql.stop()
        path = self.postgresql.data / relation
        whole = bytearray(path.read_bytes())
        whole[-100] ^= 1
        path.write_bytes(whole)
        self.postgresql.start()
        found = comity('verify', record=self.place, check=False)
        self.assertNotEqual(found.returncode, 0)
        self.assertIn('damaged', found.out + found.err)


if __name__ == '__main__':
    if SHIM is None:
        sys.exit('faults_test.py PROGRAM SHIM: the shim is missing')
    unittest.main()
