"""The files of deploy/ as processes on this machine: etcd, PostgreSQL twice under Patroni, two Comity servers, HAProxy before them. The primary is killed
under load: no act that was told as done is lost, and acts are taken again soon. Skipped where one of the programs is missing."""
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

import cluster
from acts import Hand, Load, Serving, comity, lost, program, write_texts

DEPLOY = program.ROOT / 'deploy'
NEEDED = {'etcd': 'etcd-server', 'patroni': 'patroni', 'haproxy': 'haproxy'}
PASSWORD = 'only-for-this-test'
SYMBOLS = [f'A/RES/98/{number}' for number in range(1, 5)]
SECONDS = 60  # until acts must be taken again


def missing():
    names = [package for name, package in NEEDED.items() if shutil.which(name) is None and not pathlib.Path('/usr/sbin', name).exists()]
    return names + ([] if cluster.programs() else ['postgresql'])


def filled_in(name, words):
    return re.sub(r'@([A-Z_]+)@', lambda found: str(words[found.group(1)]), (DEPLOY / name).read_text())


def children_of(parent):
    found = []
    for stat in pathlib.Path('/proc').glob('[0-9]*/stat'):
        try:
            if int(stat.read_text().rsplit(')', 1)[1].split()[1]) == parent:
                found.append(int(stat.parent.name))
        except (OSError, IndexError):
            continue
    return found


def answers(address):
    with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=30) as page:
        return page.status == 200
    return False


class Deployment:
    """All that an institution runs, in one folder, on ports that were free."""

    def __init__(self, folder):
        self.folder, self.user, self.processes = pathlib.Path(folder), cluster.unprivileged(), {}
        os.chmod(folder, 0o755)
        self.ports = {name: cluster.free_port() for name in ('client', 'peer', 'rest-one', 'rest-two', 'one', 'two', 'comity-one', 'comity-two', 'haproxy')}

    def start(self, name, *words, as_user=True):
        how = {'user': self.user.pw_uid, 'group': self.user.pw_gid, 'extra_groups': []} if self.user and as_user else {}
        with open(self.folder / f'{name}.log', 'ab') as log:
            self.processes[name] = subprocess.Popen(list(map(str, words)), stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd='/', start_new_session=True,
                                                    env={**os.environ, 'PATH': os.environ['PATH'] + ':/usr/sbin'}, **how)

    def own_folder(self, name):
        made = self.folder / name
        made.mkdir(mode=0o700)
        if self.user:
            os.chown(made, self.user.pw_uid, self.user.pw_gid)
        return made

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        if self.user:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)
        return path

    def start_etcd(self):
        words = {'NODE': 'first', 'DATA': self.own_folder('etcd'), 'ADDRESS': '127.0.0.1', 'CLIENT_PORT': self.ports['client'], 'PEER_PORT': self.ports['peer'],
                 'CLUSTER': f'first=http://127.0.0.1:{self.ports["peer"]}'}
        self.start('etcd', 'etcd', '--config-file', self.write('etcd.yml', filled_in('etcd.conf.yml', words)))

    def start_node(self, node):
        config = self.folder / f'{node}.yml'
        if not config.exists():
            home = self.own_folder(node)
            words = {'NODE': node, 'ADDRESS': '127.0.0.1', 'REST_PORT': self.ports[f'rest-{node}'], 'ETCD': f'127.0.0.1:{self.ports["client"]}', 'PORT': self.ports[node],
                     'DATA': home / 'data', 'BIN': cluster.programs(), 'PGPASS': home / 'pgpass', 'SOCKETS': home, 'NETWORK': '127.0.0.1/32',
                     'SUPERUSER_PASSWORD': PASSWORD, 'REPLICATION_PASSWORD': PASSWORD, 'REWIND_PASSWORD': PASSWORD}
            self.write(f'{node}.yml', filled_in('patroni.yml', words))
        self.start(node, 'patroni', config)

    def members(self):
        for node in ('one', 'two'):
            try:
                with urllib.request.urlopen(f'http://127.0.0.1:{self.ports[f"rest-{node}"]}/cluster', timeout=3) as answer:
                    return {member['name']: member for member in json.load(answer)['members']}
            except OSError:
                continue
        return {}

    def wait(self, what, until, patience=120):
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if until():
                return
            time.sleep(0.5)
        logs = '\n'.join(f'--- {name}\n' + (self.folder / f'{name}.log').read_text()[-1500:] for name in self.processes)
        raise AssertionError(f'{what} did not come about in {patience} s\n{logs}')

    def leader(self):
        return next((name for name, member in self.members().items() if member['role'] == 'leader' and member['state'] == 'running'), None)

    def has_synchronous_standby(self):
        return any(member['role'] == 'sync_standby' for member in self.members().values())

    def sql(self, node, words, database='postgres'):
        subprocess.run([str(cluster.programs() / 'psql'), '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-h', '127.0.0.1', '-p', str(self.ports[node]), '-U', 'postgres', '-d', database, '-c', words],
                       env={**os.environ, 'PGPASSWORD': PASSWORD}, check=True, capture_output=True)

    def postmaster(self, node):
        file = self.folder / node / 'data/postmaster.pid'
        return int(file.read_text().split()[0]) if file.exists() else None

    def kill_machine(self, node):
        """As if the power went: Patroni first, so that it does not see PostgreSQL end."""
        postmaster = self.postmaster(node)
        os.kill(self.processes[node].pid, signal.SIGKILL)
        for process in [postmaster, *children_of(postmaster)] if postmaster else []:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.processes.pop(node).wait()

    def stop(self):
        for node in ('one', 'two'):
            if node in self.processes:
                self.kill_machine(node)
        for process in self.processes.values():
            process.kill()
            process.wait()


class Failover(unittest.TestCase):
    def test_of_the_primary_under_load_loses_no_act(self):
        with tempfile.TemporaryDirectory(prefix='comity-failover-', dir='/tmp') as name:
            folder, servers = pathlib.Path(name), []
            deployment = Deployment(folder)
            try:
                deployment.start_etcd()
                deployment.start_node('one')
                deployment.wait('a primary', lambda: deployment.leader() == 'one')
                deployment.start_node('two')
                deployment.wait('a synchronous standby', deployment.has_synchronous_standby)
                deployment.sql('one', f"CREATE ROLE comity LOGIN PASSWORD '{PASSWORD}'")
                deployment.sql('one', "CREATE DATABASE comity OWNER comity")
                passwords = folder / 'passwords'
                passwords.write_text(f'*:*:*:comity:{PASSWORD}\n')
                passwords.chmod(0o600)
                os.environ['PGPASSFILE'] = str(passwords)

                address = filled_in('comity.record', {'ONE': f'127.0.0.1:{deployment.ports["one"]}', 'TWO': f'127.0.0.1:{deployment.ports["two"]}'})
                places = []
                for server in ('comity-one', 'comity-two'):
                    (folder / server).mkdir()
                    places.append(folder / server / 'comity.record')
                    places[-1].write_text(address)
                comity('import', write_texts(folder, len(SYMBOLS)), record=places[0])
                key = pathlib.Path(f'{places[1]}.key')
                key.write_bytes(pathlib.Path(f'{places[0]}.key').read_bytes())
                key.chmod(0o600)
                for place, server in zip(places, ('comity-one', 'comity-two')):
                    servers.append(Serving(place, deployment.ports[server]))
                    servers[-1].start()
                words = {'ADDRESS': '127.0.0.1', 'PORT': deployment.ports['haproxy'], 'HOST': f'127.0.0.1:{servers[0].port}', 'ONE': f'127.0.0.1:{servers[0].port}',
                         'TWO': f'127.0.0.1:{servers[1].port}'}
                deployment.start('haproxy', 'haproxy', '-db', '-f', deployment.write('haproxy.cfg', filled_in('haproxy.cfg', words)))

                hands = [Hand(server.port, symbol, f'a hand at {symbol}') for server, symbol in zip((*servers, *servers), SYMBOLS)]
                load = Load(hands)
                try:
                    load.wait_for(50)
                    before, killed = load.count(), time.monotonic()
                    deployment.kill_machine('one')
                    deployment.wait('a new primary', lambda: deployment.leader() == 'two', SECONDS)
                    load.wait_for(50, SECONDS)
                finally:
                    load.stop()
                again = min(moment for moment in load.times if moment > killed + 1)
                self.assertEqual(lost(hands, places[1]), [])
                self.assertEqual(comity('verify', record=places[1]).returncode, 0)
                # HAProxy looks a few times before it believes that a server is there again.
                deployment.wait('a page through HAProxy', lambda: answers(f'http://127.0.0.1:{deployment.ports["haproxy"]}/documents'), SECONDS)
                # The drill that docs/operating.md asks for: the old primary comes back as a standby, and the checkpoint of before still holds.
                deployment.start_node('one')
                deployment.wait('the old primary as a standby', deployment.has_synchronous_standby)
                print(f'acts told as done: {load.count()} ({before} before the primary was killed), lost: 0; acts were taken again after {again - killed:.1f} s')
            finally:
                for server in servers:
                    server.stop()
                deployment.stop()


if __name__ == '__main__':
    if missing():
        print(f'skipped: not installed: {" ".join(missing())}')
        sys.exit(cluster.SKIPPED)
    unittest.main()
