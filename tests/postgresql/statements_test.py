"""Every statement of the sources is one that PostgreSQL takes, too: prepared against the tables of a record, as the program does when it first uses it."""
import pathlib
import re
import sys
import unittest

import cluster

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

LITERAL = re.compile(r'R"sql\((.*?)\)sql"', re.S)
PREPARED = re.compile(r'\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b')
# As db/postgres.cpp has them.
MEANINGS = (('@BLOB@', 'BYTEA'), ('@TEXT_C@', 'TEXT COLLATE "C"'), ('@BY_HASH@', 'USING hash'), ('@BY_KEY@', ''), (' INTEGER', ' BIGINT'))


def is_of_sqlite_alone(name, text):
    """Indexes that can be made anew, and what one server keeps in a file for itself."""
    return name in ('src/record/word_index.cpp', 'src/db/connection.cpp') or name.endswith(('_test.cpp', 'testing.hpp')) or 'private_file' in name or 'private_file.hpp"' in text


def literals():
    for path in sorted((ROOT / 'src').rglob('*.[ch]pp')):
        name, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding='utf-8')
        if is_of_sqlite_alone(name, text):
            continue
        for found in LITERAL.finditer(text):
            schema = 'accounts' if name.startswith('src/accounts/') else 'record'
            yield f'{name}:{text.count(chr(10), 0, found.start()) + 1}', schema, found.group(1).strip()


class Statements(unittest.TestCase):
    def test_are_taken_by_postgresql(self):
        with cluster.Cluster() as database:
            database.sql('CREATE SCHEMA record; CREATE SCHEMA accounts')
            for where, schema, words in literals():
                if words.startswith('CREATE TABLE'):
                    for word, meaning in MEANINGS:
                        words = words.replace(word, meaning)
                    try:
                        database.sql(f'SET search_path TO {schema};\n{words}')
                    except RuntimeError as error:
                        self.fail(f'{where}: {error}')
            # One run of psql for all: it says at which line of its input it was refused.
            places, lines = {}, []
            for where, schema, words in literals():
                if PREPARED.match(words):
                    lines += [f'SET search_path TO {schema};', f'PREPARE s{len(places)} AS {" ".join(words.split())};']
                    places[len(lines)] = where
            checked = len(places)
            script = database.folder / 'statements.sql'
            script.write_text('\n'.join(lines) + '\n')
            said = database.complaints_of(script)
            refused = [f'{places[int(line)]}: {what}' for line, what in re.findall(r'statements\.sql:(\d+): (ERROR.*)', said)]
            self.assertEqual(refused, [], '\n'.join(refused))
            self.assertGreater(checked, 200)
            print(f'{checked} statements')


if __name__ == '__main__':
    if cluster.programs() is None:
        print('skipped: PostgreSQL is not installed (Debian: postgresql)')
        sys.exit(cluster.SKIPPED)
    unittest.main(argv=sys.argv[:1])
