"""A server under load: readers and searchers by the dozen while texts come in, idle and slow connections beside them."""
import concurrent.futures
import http.client
import json
import random
import socket
import statistics
import time
import unittest
import urllib.parse

import program
from program import ask, comity, serving

SECONDS = 20
READERS = 12


class Load(unittest.TestCase):
    def test_every_answer_is_whole_while_texts_come_in(self):
        with serving(demonstration=False) as server:
            port = server.ports[0]
            comity('import', program.ROOT / 'demo/documents', record=server.record)
            symbols = [item['symbol'] for item in json.loads(comity('list', '--format', 'json', record=server.record).out)]
            paths = ['/', '/documents', '/search?q=water', '/search?q=%22the+sea%22', '/series'] + ['/documents/' + urllib.parse.quote(symbol) for symbol in symbols]

            # Connections that never ask, and one that asks a letter a second, take no thread from the others.
            idle = [socket.create_connection(('127.0.0.1', port)) for _ in range(60)]
            slow = socket.create_connection(('127.0.0.1', port))
            slow.send(b'GET / HT')
            end = time.monotonic() + SECONDS

            def read(number):
                draw = random.Random(number)
                connection = http.client.HTTPConnection('127.0.0.1', port, timeout=30)
                times, wrong = [], []
                while time.monotonic() < end:
                    path = draw.choice(paths)
                    since = time.monotonic()
                    answer = ask(port, path, connection=connection)
                    times.append(time.monotonic() - since)
                    if answer.status != 200 or '</html>' not in answer.text:
                        wrong.append((path, answer.status))
                return times, wrong

            def write():
                added = 0
                while time.monotonic() < end:
                    text = server.record.parent / f'text-{added}.txt'
                    text.write_text(f'Concord Assembly\n\nA text of no consequence\n\nThe Concord Assembly,\n\nRecalling its work,\n\n1. Decides to count to {added}.\n')
                    comity('import', text, record=server.record)
                    added += 1
                return added

            with concurrent.futures.ThreadPoolExecutor(READERS + 1) as pool:
                readers = [pool.submit(read, number) for number in range(READERS)]
                added = pool.submit(write).result()
                found = [reader.result() for reader in readers]
            for connection in idle + [slow]:
                connection.close()
            times = [each for part in found for each in part[0]]
            self.assertEqual([wrong for part in found for wrong in part[1]], [])
            self.assertGreater(added, 3)
            listed = json.loads(comity('list', '--format', 'json', record=server.record).out)
            self.assertEqual(len(listed), len(symbols) + added)
            comity('verify', record=server.record)
            memory = server.memory()
            print(f'{len(times) / SECONDS:.0f} answers a second, median {statistics.median(times) * 1000:.0f} ms, longest {max(times) * 1000:.0f} ms, '
                  f'{added} texts taken in, {memory:.0f} MiB')
            self.assertLess(max(times), 10)
            if not program.sanitized():
                self.assertLess(memory, 256)


if __name__ == '__main__':
    program.main()
