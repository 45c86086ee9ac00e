"""kill -9 a hundred times while real documents come in: each time the record opens, is sound, has all that was told, and takes the rest."""
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import program
from program import comity

DOCUMENTS = program.ROOT.parent / 'shared/corpus/documents/text'
KILLS = int(os.environ.get('COMITY_KILLS', '100'))
ANEW_AT = 600  # texts: begin with an empty record again, so that there is always much to interrupt, and little to verify


def killed_import(record, after):
    """Lines that an import printed before it was killed, and whether it was."""
    command = [str(program.COMITY), 'import', str(DOCUMENTS), '--record', str(record)]
    with tempfile.TemporaryFile() as said:  # no pipe: one that nobody empties would hold the import up
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.DEVNULL)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        was_killed = process.wait() == -signal.SIGKILL
        said.seek(0)
        return said.read().decode().split('\n')[:-1], was_killed  # the last one may be half a line


class Kills(unittest.TestCase):
    def check(self, record, told):
        """The first command after a kill only reads, as a person would look."""
        if not told and comity('list', record=record, check=False).returncode != 0:
            return  # killed before there was a record
        found = comity('verify', '--format', 'json', record=record, check=False)
        self.assertEqual(found.returncode, 0, found.out)
        self.assertGreaterEqual(json.loads(found.out)['documents'], len(told))

    def test_the_record_is_whole_after_every_kill(self):
        draw = random.Random(20231219)
        with tempfile.TemporaryDirectory(prefix='comity-kills-') as folder:
            record, told, records, interrupted = Path(folder) / '1.record', set(), 1, 0
            for _ in range(KILLS):
                if len(told) > ANEW_AT:
                    records += 1
                    record, told = Path(folder) / f'{records}.record', set()
                lines, was_killed = killed_import(record, draw.uniform(0.0, 2.5))
                interrupted += was_killed
                told.update(line.split()[-1] for line in lines if line.startswith('added'))
                self.check(record, told)
            self.assertGreater(interrupted, KILLS * 0.9)
            rest = comity('import', DOCUMENTS, record=record)
            again = comity('import', DOCUMENTS, record=record)
            self.assertTrue(again.out.splitlines()[-1].startswith('0 added, '), again.out[-200:])
            self.assertEqual(comity('verify', record=record).returncode, 0)
            print(f'{interrupted} of {KILLS} imports killed, {records} records, each opened and was sound; the last took the rest: {rest.out.splitlines()[-1]}')


if __name__ == '__main__':
    if not DOCUMENTS.is_dir():
        print(f'skipped: {DOCUMENTS} is not here')
        sys.exit(77)
    unittest.main()
