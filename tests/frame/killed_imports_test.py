"""A hundred imports killed at random moments: after each the record opens and verifies, what was reported as done is there, and
the next import takes the rest."""
import json
import pathlib
import random
import signal
import subprocess
import tempfile
import time
import unittest

import program
from program import COMITY, comity

KILLS, KILLS_A_RECORD = 100, 10


def texts(folder):
    """Real texts where they are beside the project; else those of the demonstration, each many times with another last line."""
    real = sorted((program.SHARED / 'corpus/documents/text').glob('*'))
    if real:
        return real
    print('../shared is not there: the texts of the demonstration are taken instead')
    made = []
    for copy in range(60):
        for path in sorted((program.ROOT / 'demo/documents').glob('*.txt')):
            made.append(folder / f'{path.stem}-{copy}.txt')
            made[-1].write_bytes(path.read_bytes() + b'\n\n%d\n' % copy)
    return made


class KilledImports(unittest.TestCase):
    def test_a_killed_import_leaves_a_record_that_takes_the_rest(self):
        draw = random.Random(26)
        with tempfile.TemporaryDirectory(prefix='comity-killed-') as name:
            folder = pathlib.Path(name)
            files = draw.sample(texts(folder), 500)
            whole = folder / 'whole.record'
            comity('import', *files, record=whole, check=False)
            killed = confirmed = 0
            for round_number in range(KILLS // KILLS_A_RECORD):
                draw.shuffle(files)
                record = folder / f'{round_number}.record'
                for _ in range(KILLS_A_RECORD):
                    out, code = self.killed_import(record, files, draw)
                    killed += code == -signal.SIGKILL
                    confirmed += self.check_reported(record, out, draw)
                comity('import', *files, record=record, check=False)
                comity('verify', record=record)
                again = json.loads(comity('import', '--format', 'json', *files, record=record, check=False).out)
                self.assertEqual(len(again), len(files))
                self.assertNotIn('added', {file['outcome'] for file in again})
                self.assertEqual(self.listed(record), self.listed(whole))
            self.assertGreater(killed, KILLS * 3 // 4)
            self.assertGreater(confirmed, KILLS)
            print(f'{killed} of {KILLS} imports were killed after {confirmed} texts were reported; all are there')

    def check_reported(self, record, out, draw):
        """What was reported as done is in the record, as far as twenty of them show; gives how many were reported."""
        # Only whole lines count: "added  SYMBOL  PATH".
        done = [line.split('  (doubts')[0].rsplit('  ', 1)[-1] for line in out.split('\n')[:-1] if line.startswith('added')]
        if done:
            again = json.loads(comity('import', '--format', 'json', *draw.sample(done, min(20, len(done))), record=record).out)
            self.assertEqual({file['outcome'] for file in again}, {'already there'}, 'what was reported as done is not in the record')
        return len(done)

    def killed_import(self, record, files, draw):
        """What it said, and its exit code."""
        process = subprocess.Popen([COMITY, 'import', '--record', record, *files], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        # From before the record is even made to well within the batches.
        time.sleep(draw.choice([0.002, 0.02, 0.2, 0.6, 1.5]) + draw.random() * 0.3)
        process.send_signal(signal.SIGKILL)
        return process.communicate()[0], process.returncode

    def listed(self, record):
        return [(item['symbol'], item['title']) for item in json.loads(comity('list', '--format', 'json', record=record).out)]


if __name__ == '__main__':
    program.main()
