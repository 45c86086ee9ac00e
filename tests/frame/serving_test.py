"""The two records as a person meets them: addresses, pages and their links, an act by page, commands beside the server."""
import html.parser
import json
import re
import signal
import time
import unittest
import urllib.parse

import program
from program import ask, comity, serving

DEMO = program.ROOT / 'demo/documents'


class Page(html.parser.HTMLParser):
    """What these tests look at: links, ids, headings, the language, words."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.tags, self.words, self.language, self.fields = [], [], [], [], None, {}
        self.in_style = False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append(tag)
        self.in_style = tag == 'style'
        if tag == 'html':
            self.language = attributes.get('lang')
        if 'id' in attributes:
            self.ids.append(attributes['id'])
        for name in ('href', 'src', 'action'):
            if attributes.get(name) is not None and not (tag == 'form' and attributes.get('method') == 'post'):
                self.links.append(attributes[name])
        if tag == 'input' and 'name' in attributes:
            self.fields[attributes['name']] = attributes.get('value', '')

    def handle_endtag(self, tag):
        self.in_style = False

    def handle_data(self, data):
        if not self.in_style:
            self.words.append(data)


def said(language, key):
    """What the catalogue of that language has for the key."""
    return json.loads((program.ROOT / f'assets/i18n/{language}.json').read_text(encoding='utf-8'))[key]


def crawl(port, limit=600):
    """All pages that links lead to from the first, as {path: Page}; other things (style, files, data) only by their status."""
    pages, waiting, seen, wrong = {}, ['/'], {'/'}, []
    while waiting and len(seen) < limit:
        path = waiting.pop(0)
        answer = ask(port, path)
        if answer.status != 200:
            wrong.append(f'{path}: {answer.status}')
            continue
        if not answer.headers.get('Content-Type', '').startswith('text/html'):
            continue
        page = pages[path] = Page(answer.text)
        for link in page.links:
            parts = urllib.parse.urlsplit(urllib.parse.urljoin(f'http://127.0.0.1:{port}{path}', link))
            target = parts.path + ('?' + parts.query if parts.query else '')
            if parts.scheme == 'http' and parts.port == port and target not in seen:
                seen.add(target)
                waiting.append(target)
    return pages, wrong


class BothRecords(unittest.TestCase):
    """One server with an empty record and the demonstration, for tests that change nothing."""

    @classmethod
    def setUpClass(cls):
        cls.serving = serving()
        cls.server = cls.serving.__enter__()
        cls.own, cls.demonstration = cls.server.ports

    @classmethod
    def tearDownClass(cls):
        cls.serving.__exit__(None, None, None)

    def test_each_record_links_to_the_other(self):
        self.assertIn(f'http://127.0.0.1:{self.demonstration}/', ask(self.own, '/').text)
        self.assertIn(f'http://127.0.0.1:{self.own}/', ask(self.demonstration, '/').text)

    def test_the_empty_home_says_what_to_do(self):
        home = ask(self.own, '/')
        self.assertEqual(home.status, 200)
        self.assertIn('comity import', home.text)
        self.assertIn('/import', Page(home.text).links)

    def test_every_link_of_the_demonstration_leads_somewhere(self):
        pages, wrong = crawl(self.demonstration)
        self.assertEqual(wrong, [])
        self.assertGreater(len(pages), 20)
        for path, page in pages.items():
            with self.subTest(path):
                self.assertTrue(page.language)
                self.assertEqual(page.tags.count('h1'), 1)
                self.assertEqual(page.tags.count('main'), 1)
                self.assertEqual(sorted(page.ids), sorted(set(page.ids)), 'an id stands twice')
                self.assertEqual(re.findall(r'.{0,30}(?:\{\{|\}\}).{0,30}', ''.join(page.words)), [], 'something of a template is left')
                self.assertIn(said(page.language, 'demonstration.notice'), ''.join(page.words), 'does not say that all is invented')
        for path, page in pages.items():
            for link in page.links:
                target, _, anchor = link.partition('#')
                there = urllib.parse.urljoin(path, target) if target else path
                if anchor and there in pages:
                    self.assertIn(urllib.parse.unquote(anchor), pages[there].ids, f'{path} links to {link}')

    def test_every_link_of_the_empty_record_leads_somewhere(self):
        pages, wrong = crawl(self.own)
        self.assertEqual(wrong, [])
        self.assertGreater(len(pages), 5)

    def test_answers_forbid_scripts_from_elsewhere_and_frames(self):
        headers = ask(self.demonstration, '/').headers
        self.assertIn("default-src", headers.get('Content-Security-Policy', ''))
        self.assertNotIn('unsafe-inline', headers['Content-Security-Policy'])
        self.assertEqual(headers.get('X-Content-Type-Options'), 'nosniff')

    def test_what_has_not_changed_is_not_sent_again(self):
        first = ask(self.demonstration, '/documents')
        again = ask(self.demonstration, '/documents', headers={'If-None-Match': first.headers['ETag']})
        self.assertEqual((again.status, again.body), (304, b''))

    def test_the_api_gives_what_the_command_gives(self):
        listed = json.loads(ask(self.demonstration, '/api/v1/documents').text)
        items = listed if isinstance(listed, list) else next(value for value in listed.values() if isinstance(value, list))
        by_command = json.loads(comity('list', '--format', 'json', record=self.server.record.parent / 'demonstration.record').out)
        self.assertEqual([item['symbol'] for item in items], [item['symbol'] for item in by_command])

    def test_a_command_beside_a_server_searches_all_of_the_record_soon(self):
        # The server made the demonstration itself and holds the pen of its index; nobody searches on its pages.
        demonstration = self.server.record.parent / 'demonstration.record'
        for _ in range(40):
            found = comity('search', 'water', record=demonstration)
            if 'not searched yet' not in found.out + found.err:
                break
            time.sleep(0.5)
        self.assertNotIn('not searched yet', found.out + found.err)

    def test_odd_requests_get_a_clear_answer(self):
        for path, status in (('/nowhere', 404), ('/documents/A/RES/999/999', 404), ('/search?q=%22', 200), ('/search?q=' + 'a' * 5000, 200),
                             ('/documents?year=abc', None), ('/%00', 400), ('/documents/..%2f..%2fetc', 404)):
            with self.subTest(path):
                answer = ask(self.demonstration, path)
                self.assertEqual(answer.status, status or answer.status)
                self.assertLess(answer.status, 500)

    def test_a_foreign_name_is_refused(self):
        self.assertEqual(ask(self.own, '/', headers={'Host': 'elsewhere.example'}).status, 421)


class Acting(unittest.TestCase):
    def test_a_correction_goes_from_the_form_to_the_history(self):
        with serving() as server:
            own = server.ports[0]
            text = sorted(DEMO.glob('CA_RES_3*.txt'))[0]
            comity('import', text, record=server.record)
            listed = json.loads(comity('list', '--format', 'json', record=server.record).out)
            self.assertEqual(len(listed), 1)
            address = '/documents/' + urllib.parse.quote(listed[0]['symbol'] or listed[0]['sha256'])
            self.assertEqual(ask(own, address).status, 200)

            form = ask(own, address + '/correct?fact=title')
            fields = Page(form.text).fields
            cookie = form.headers['Set-Cookie'].split(';')[0]
            asked = {'act': 'fact', 'fact': 'title', 'value': 'A title as it should be', 'why': 'the masthead has it so', 'token': fields['token'],
                     'seen_at': fields['seen_at']}
            headers = {'Content-Type': 'application/x-www-form-urlencoded', 'Cookie': cookie}
            forged = ask(own, address + '/correct', 'POST', urllib.parse.urlencode({**asked, 'token': '0' * 64}), headers)
            self.assertGreaterEqual(forged.status, 400)
            foreign = ask(own, address + '/correct', 'POST', urllib.parse.urlencode(asked), {**headers, 'Origin': 'http://elsewhere.example'})
            self.assertGreaterEqual(foreign.status, 400)
            self.assertNotIn('A title as it should be', ask(own, address).text)

            done = ask(own, address + '/correct', 'POST', urllib.parse.urlencode(asked), headers)
            self.assertIn(done.status, (200, 303))
            self.assertIn('A title as it should be', ask(own, address).text)
            self.assertIn('the masthead has it so', ask(own, address + '/history').text)
            history = comity('history', '--format', 'json', listed[0]['symbol'] or listed[0]['sha256'], record=server.record).out
            self.assertIn('operator at this machine', history)
            self.assertIn('the masthead has it so', history)
            comity('verify', record=server.record)

    def test_commands_hand_their_work_to_the_server_and_it_ends_well(self):
        with serving() as server:
            own = server.ports[0]
            before = ask(own, '/documents')
            done = comity('import', DEMO, record=server.record)
            self.assertRegex(done.out + done.err, r'\b12\b')
            self.assertNotEqual(ask(own, '/documents').text, before.text)
            self.assertEqual(comity('rebuild', record=server.record).returncode, 0)
            self.assertEqual(comity('verify', record=server.record).returncode, 0)
            second = comity('serve', '--listen', '127.0.0.1:0', record=server.record, check=False)
            self.assertNotEqual(second.returncode, 0)
            self.assertRegex(second.err, r'comity serve')
            server.process.send_signal(signal.SIGTERM)
            self.assertEqual(server.process.wait(30), 0)
            # Without the server everything is there.
            self.assertEqual(len(json.loads(comity('list', '--format', 'json', record=server.record).out)), 12)

    def test_real_texts_never_come_into_the_demonstration(self):
        with serving() as server:
            demonstration = server.record.parent / 'demonstration.record'
            text = server.record.parent / 'a.txt'
            text.write_text('The Assembly,\n\nRecalling its work,\n\n1. Decides to go on.\n')
            refused = comity('import', text, record=demonstration, check=False)
            self.assertNotEqual(refused.returncode, 0)
            self.assertIn('comity import', refused.err)
            page = ask(server.ports[1], '/import').text
            self.assertIn(f'http://127.0.0.1:{server.ports[0]}/import', page)
            self.assertNotRegex(page, r'<input[^>]*type="file"')


if __name__ == '__main__':
    program.main()
