"""Each check of tools/ on small trees: what it must find, and what it must leave in peace."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv.pop() if len(sys.argv) > 1 else '.').resolve()


class Tree(unittest.TestCase):
    """A project of a few files in a folder of its own, with the real tables of tools/."""

    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        (self.root / 'tools').mkdir()
        for table in ('levels.tsv', 'level_exceptions.tsv'):
            header = [line for line in (ROOT / 'tools' / table).read_text().splitlines() if not line.startswith('#')]
            kept = header if table == 'levels.tsv' else header[:1]
            (self.root / 'tools' / table).write_text('\n'.join(kept) + '\n')
        self.write('src/base/error.hpp', '#pragma once\n')
        self.write('src/reading/reading.hpp', '#pragma once\n')

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def check(self, script):
        done = subprocess.run([sys.executable, ROOT / 'tools' / script, '--root', self.root], capture_output=True, text=True)
        self.assertEqual(done.stderr, '')
        return done.returncode, done.stdout

    def assert_finds(self, script, *words):
        status, output = self.check(script)
        self.assertEqual(status, 1, output)
        for word in words:
            self.assertIn(word, output)

    def assert_clean(self, script):
        status, output = self.check(script)
        self.assertEqual(status, 0, output)


class Levels(Tree):
    def test_a_higher_folder_may_include_a_lower_one(self):
        self.write('src/reading/a.cpp', '#include "base/error.hpp"\n#include "reading/reading.hpp"\n')
        self.assert_clean('check_levels')

    def test_a_lower_folder_may_not_include_a_higher_one(self):
        self.write('src/base/a.cpp', '#include "reading/reading.hpp"\n')
        self.assert_finds('check_levels', 'src/base/a.cpp:1', 'base (level 0) may not include reading (level 3)')

    def test_an_include_that_is_not_named_from_the_source_root_is_found(self):
        self.write('src/reading/a.cpp', '#include "reading.hpp"\n')
        self.assert_finds('check_levels', 'name it from src/')

    def test_a_process_may_use_holdings_but_not_another_process(self):
        self.write('src/machinery/holdings/holdings.hpp', '#pragma once\n')
        self.write('src/machinery/dialogues/dialogues.hpp', '#pragma once\n#include "machinery/holdings/holdings.hpp"\n')
        self.assert_clean('check_levels')
        self.write('src/machinery/matters/a.cpp', '#include "machinery/dialogues/dialogues.hpp"\n')
        self.assert_finds('check_levels', 'machinery/matters')

    def test_core_sees_no_clock_no_files_and_no_environment(self):
        self.write('src/reading/a.cpp', '#include <chrono>\n#include <fstream>\nauto home = std::getenv("HOME");\n')
        self.assert_finds('check_levels', '<chrono>', '<fstream>', 'getenv()')

    def test_a_test_of_a_core_folder_may_read_files(self):
        self.write('src/reading/a_test.cpp', '#include <fstream>\n')
        self.write('src/reading/testing.hpp', '#pragma once\n#include <fstream>\n')
        self.assert_clean('check_levels')

    def test_a_heavy_header_belongs_to_one_folder_and_to_its_sources_only(self):
        self.write('src/db/a.cpp', '#include <sqlite3.h>\n')
        self.assert_clean('check_levels')
        self.write('src/record/a.cpp', '#include <sqlite3.h>\n')
        self.write('src/db/b.hpp', '#pragma once\n#include <sqlite3.h>\n')
        self.assert_finds('check_levels', 'src/record/a.cpp:1: <sqlite3.h> belongs to db', 'src/db/b.hpp:2')

    def test_a_folder_without_a_level_is_found(self):
        self.write('src/extras/a.cpp', '\n')
        self.assert_finds('check_levels', 'src/extras/a.cpp')

    def test_an_exception_counts_with_a_reason_and_while_it_is_used(self):
        table = self.root / 'tools/level_exceptions.tsv'
        table.write_text('folder\tincludes\treason\nbase\treading\tfor this test\n')
        self.assert_finds('check_levels', 'nothing uses "base reading"')
        self.write('src/base/a.cpp', '#include "reading/reading.hpp"\n')
        self.assert_clean('check_levels')
        table.write_text('folder\tincludes\treason\nbase\treading\t\n')
        self.assert_finds('check_levels', 'has no reason')


class Style(Tree):
    def test_a_short_plain_file_is_fine(self):
        self.write('src/base/a.cpp', '// Says why.\nint a = 1;\n')
        self.assert_clean('check_style')

    def test_a_header_that_is_too_long_is_found(self):
        self.write('src/base/a.hpp', '#pragma once\n' + 'int a;\n' * 150)
        self.assert_finds('check_style', 'a header has at most 150')

    def test_a_long_source_is_named_and_a_very_long_one_refused(self):
        self.write('src/base/a.cpp', 'int a;\n' * 700)
        status, output = self.check('check_style')
        self.assertEqual(status, 0)
        self.assertIn('700 lines', output)
        self.write('src/base/a.cpp', 'int a;\n' * 1001)
        self.assert_finds('check_style', '1001 lines')

    def test_unfinished_words_and_places_of_one_machine_are_found(self):
        self.write('src/base/a.cpp', '// TO' + 'DO later\n')
        self.write('docs/a.md', 'see /wor' + 'k/somewhere\n')
        self.assert_finds('check_style', 'finish it', 'docs/a.md:1')

    def test_a_header_without_its_guard_and_a_file_without_its_end_are_found(self):
        self.write('src/base/a.hpp', 'int a;')
        self.assert_finds('check_style', '#pragma once', 'ends without an end of line')


class Sql(Tree):
    def test_one_literal_with_numbered_values_is_fine(self):
        self.write('src/db/a.cpp', 'auto a = c.query(R"(SELECT a FROM b WHERE c = $1)", value);\nauto b = fmt::format("{} rows", n);\n')
        self.assert_clean('check_sql')

    def test_a_statement_with_a_hole_is_found(self):
        self.write('src/db/a.cpp', '\nauto a = fmt::format("SELECT a FROM {}", table);\n')
        self.assert_finds('check_sql', 'src/db/a.cpp:2', 'hole')

    def test_a_statement_put_together_from_pieces_is_found(self):
        self.write('src/db/a.cpp', 'auto a = "DELETE FROM " + table;\n')
        self.assert_finds('check_sql', 'pieces')
        self.write('src/db/a.cpp', 'sql += R"(SELECT a FROM b)";\n')
        self.assert_finds('check_sql', 'pieces')

    def test_an_exception_says_why(self):
        self.write('src/db/a.cpp', 'auto a = "DROP TABLE " + name;  // sql: the name is one of our own schema\n')
        self.assert_clean('check_sql')

    def test_a_sentence_that_begins_like_a_statement_in_small_letters_is_no_statement(self):
        self.write('src/cli/a.cpp', 'auto a = "update the record" + name; // SELECT nothing\n')
        self.assert_clean('check_sql')


if __name__ == '__main__':
    unittest.main()
