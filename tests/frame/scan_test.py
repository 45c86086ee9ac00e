"""A scanner of web applications, wapiti, let loose on a server with everything open to it: what it finds must be nothing, or have its reason here."""
import json
import pathlib
import shutil
import subprocess
import sys
import unittest

import program
from program import ask, comity, serving

# ssrf and xxe ask a server on the Internet whether something came there; brute_login_form and buster try long lists of words.
MODULES = 'backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss'
SECONDS = 240

# What it says of every page of every such server, and why it stays: (finding, words of the finding).
EXPLAINED = [
    ('HTTP Secure Headers', 'Strict-Transport-Security'),  # said by the proxy that speaks TLS (packaging/nginx, proxy_test.py): here there is none
    ('HTTP Secure Headers', 'X-Frame-Options'),            # frame-ancestors of the Content-Security-Policy says the same, to every browser of today
    ('HTTP Secure Headers', 'X-XSS-Protection'),           # a filter that browsers have taken out again
    ('Secure Flag cookie', 'Secure flag is not set'),      # set where the public name is reached by TLS: proxy_test.py holds it to that
]


class Scan(unittest.TestCase):
    def test_finds_nothing(self):
        with serving(demonstration=False) as server:
            comity('import', program.ROOT / 'demo/documents', record=server.record)
            folder = server.record.parent
            address = f'http://127.0.0.1:{server.ports[0]}/'
            report = folder / 'report.json'
            done = subprocess.run(['wapiti', '-u', address, '-m', MODULES, '--scope', 'domain', '-d', '4', '--max-links-per-page', '30', '--max-files-per-dir', '8', '--flush-session',
                                   '--max-scan-time', str(SECONDS // 2), '--max-attack-time', str(SECONDS // 8), '--store-session', folder / 'session', '--store-config', folder / 'config',
                                   '--no-bugreport', '-f', 'json', '-o', report, '-v', '0'],
                                  capture_output=True, text=True, timeout=SECONDS * 4, env={'HOME': str(folder), 'PATH': '/usr/bin:/bin', 'LANG': 'C.UTF-8'})
            self.assertTrue(report.is_file(), done.stdout[-2000:] + done.stderr[-2000:])
            said = json.loads(report.read_text())
            found = [(kind, one['info'], one['method'], one['path'], one['parameter']) for kind, all_of in {**said['vulnerabilities'], **said['anomalies']}.items() for one in all_of]
            unexplained = [one for one in found if not any(one[0] == kind and words in one[1] for kind, words in EXPLAINED)]
            self.assertEqual(unexplained, [])
            # And what it did has harmed nothing.
            self.assertEqual(ask(server.ports[0], '/').status, 200)
            self.assertEqual(comity('verify', '--format', 'json', record=server.record).returncode, 0)


if __name__ == '__main__':
    if not shutil.which('wapiti'):
        print('skipped: wapiti is not installed')
        sys.exit(77)
    unittest.main()
