"""The program behind nginx, with the very configuration that packaging/nginx gives as an example."""
import http.client
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

import program
from program import comity

NAME = 'records.example.org'
PASSWORD = 'a ferry in the fog'


def free_port():
    with socket.socket() as one:
        one.bind(('127.0.0.1', 0))
        return one.getsockname()[1]


class ProxyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix='comity-proxy-')
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.server = program.Server(cls.folder, demonstration=False, options=['--public-name', NAME])
        cls.addClassCleanup(cls.server.stop)
        cls.port = free_port()
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', f'/CN={NAME}', '-addext', f'subjectAltName=DNS:{NAME}',
                        '-keyout', cls.folder / f'{NAME}.key', '-out', cls.folder / f'{NAME}.crt'], check=True, capture_output=True)
        site = (program.ROOT / 'packaging/nginx/comity.conf').read_text()
        for given, here in (('listen 443 ssl', f'listen 127.0.0.1:{cls.port} ssl'), ('127.0.0.1:8460;', f'127.0.0.1:{cls.server.ports[0]};')):
            assert given in site, given
            site = site.replace(given, here)
        (cls.folder / 'comity.conf').write_text(site)
        places = ''.join(f'{kind}_temp_path {kind};' for kind in ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))
        (cls.folder / 'nginx.conf').write_text(f'daemon off; pid nginx.pid; error_log errors.log error; events {{}} http {{ access_log off; {places} include comity.conf; }}')
        cls.nginx = subprocess.Popen(['nginx', '-p', cls.folder, '-c', cls.folder / 'nginx.conf', '-e', cls.folder / 'errors.log'])
        cls.addClassCleanup(cls.end_nginx)
        cls.trust = ssl.create_default_context(cafile=cls.folder / f'{NAME}.crt')
        for _ in range(200):
            try:
                cls.ask('/health')
                return
            except OSError:
                if cls.nginx.poll() is not None:
                    raise AssertionError((cls.folder / 'errors.log').read_text())
                time.sleep(0.05)
        raise AssertionError('nginx does not answer')

    @classmethod
    def end_nginx(cls):
        cls.nginx.terminate()
        cls.nginx.wait(30)

    @classmethod
    def ask(cls, path, method='GET', body=None, headers=None):
        connection = http.client.HTTPSConnection('127.0.0.1', cls.port, context=cls.trust, timeout=60)
        # The certificate is of the name, the test is on this machine.
        connection.sock = cls.trust.wrap_socket(socket.create_connection(('127.0.0.1', cls.port)), server_hostname=NAME)
        connection.request(method, path, body, {'Host': NAME, **(headers or {})})
        response = connection.getresponse()
        answer = program.Answer(response, response.read())
        connection.close()
        return answer

    def send(self, path, cookies, **fields):
        page = self.ask('/sign-in', headers={'Cookie': cookies})
        cookies += ''.join('; ' + value.partition(';')[0] for name, value in page.headers.items() if name.lower() == 'set-cookie')
        token = re.search(r'name="token" value="([0-9a-f]{64})"', page.text).group(1)
        return self.ask(path, 'POST', urllib.parse.urlencode({**fields, 'token': token}),
                        {'Content-Type': 'application/x-www-form-urlencoded', 'Origin': f'https://{NAME}', 'Cookie': cookies})

    def test_pages_come_over_tls_with_all_that_protects_them(self):
        page = self.ask('/')
        self.assertEqual(page.status, 200)
        self.assertIn("default-src 'none'", page.headers['Content-Security-Policy'])
        self.assertIn('max-age=', page.headers['Strict-Transport-Security'])
        self.assertNotIn('Server', [name for name in page.headers if page.headers[name].startswith('comity')])
        self.assertEqual(self.ask('/help', headers={'Accept-Encoding': 'gzip'}).headers['Content-Encoding'], 'gzip')

    def test_nobody_acts_without_signing_in_and_metrics_stay_inside(self):
        self.assertEqual(self.ask('/metrics').status, 403)
        self.assertEqual(self.ask('/import').status, 403)

    def test_a_person_signs_in_with_a_cookie_of_this_host_alone(self):
        said = comity('account', 'invite', 'jane', '--role', 'editor', '--address', f'https://{NAME}', record=self.server.record).out
        link = re.search(r'/welcome\?link=(\S{43})\n', said).group(1)
        self.assertEqual(self.send('/welcome', '', link=link, password=PASSWORD, again=PASSWORD).status, 200)
        entered = self.send('/sign-in', '', name='jane', password=PASSWORD)
        self.assertEqual(entered.status, 303)
        session = next(value for name, value in entered.headers.items() if name.lower() == 'set-cookie' and value.startswith('__Host-comity-session='))
        for attribute in ('Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/'):
            self.assertIn(attribute, session)
        self.assertEqual(self.ask('/account', headers={'Cookie': session.partition(';')[0]}).status, 200)
        # Past the proxy, where anybody could read it, the same password lets nobody in.
        inside = program.ask(self.server.ports[0], '/sign-in', headers={'Host': NAME, 'X-Forwarded-For': '192.0.2.1'})
        self.assertNotIn('type="password"', inside.text)

    def test_what_a_visitor_says_of_the_way_here_is_overwritten(self):
        page = self.ask('/sign-in', headers={'X-Forwarded-Proto': 'http', 'X-Remote-User': 'jane'})
        self.assertIn('type="password"', page.text)
        self.assertNotIn('name="institution"', page.text)

    def test_a_person_is_let_through_and_a_flood_is_not(self):
        connection = http.client.HTTPSConnection('127.0.0.1', self.port, context=self.trust, timeout=60)
        connection.sock = self.trust.wrap_socket(socket.create_connection(('127.0.0.1', self.port)), server_hostname=NAME)
        seen = []
        for _ in range(600):
            connection.request('GET', '/health', headers={'Host': NAME})
            response = connection.getresponse()
            response.read()
            seen.append(response.status)
        connection.close()
        self.assertEqual(set(seen[:50]), {200})
        self.assertIn(503, seen)
        time.sleep(5)  # what the burst has used up comes back


if __name__ == '__main__':
    for tool in ('nginx', 'openssl'):
        if not shutil.which(tool):
            print(f'skipped: {tool} is not installed (./test --all installs it)')
            sys.exit(77)
    program.main()
