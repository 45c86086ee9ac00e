// The program's proofs in hands that are not ours: heads, paths and growth by @transmute/rfc9162, signatures by Node; and the script of the receipt's page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import vm from 'node:vm';
import rfc9162 from '@transmute/rfc9162';

const tree = rfc9162.default ?? rfc9162;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'comity-proofs-'));
test.after(() => fs.rmSync(folder, { recursive: true }));
const record = path.join(folder, 'test.record');
const comity = (...words) => execFileSync(process.env.COMITY, [...words, '--record', record], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
const bytes = (base64) => new Uint8Array(Buffer.from(base64, 'base64'));

const sizes = [1, 2, 3, 8, 21, 64, 70];
const checkpoints = [];
for (const size of sizes) {
    const texts = path.join(folder, `to-${size}`);
    fs.mkdirSync(texts);
    for (let i = checkpoints.at(-1)?.size ?? 0; i < size; i++) fs.writeFileSync(path.join(texts, `${i}.txt`), `An invented text of number ${i}\n`);
    comity('import', texts);
    const note = comity('checkpoint');
    fs.writeFileSync(path.join(folder, `${size}.checkpoint`), note);
    checkpoints.push({ size, root: bytes(note.split('\n')[2]), note });
}
const receipts = Array.from({ length: sizes.at(-1) }, (_, i) => comity('receipt', String(i)));
const parts = (receipt) => {
    const [head, note] = [receipt.slice(0, receipt.indexOf('\n\n')), receipt.slice(receipt.indexOf('\n\n') + 2)];
    const lines = head.split('\n');
    const data = new Uint8Array(crypto.createHash('sha256').update(Buffer.from(lines[1].slice(6), 'base64')).digest());
    return { data, index: Number(lines[2].slice(6)), path: lines.slice(3).map(bytes), root: bytes(note.split('\n')[2]), size: Number(note.split('\n')[1]) };
};

test('every checkpoint has the head of its leaves', async () => {
    const leaves = receipts.map((receipt) => parts(receipt).data);
    for (const { size, root } of checkpoints) assert.deepEqual(Buffer.from(await tree.treeHead(leaves.slice(0, size))), Buffer.from(root), `${size} entries`);
});

test('every receipt proves its entry', async () => {
    for (const receipt of receipts) {
        const { data, index, path: inclusion_path, root, size } = parts(receipt);
        assert.ok(await tree.verifyInclusionProof(root, await tree.leaf(data), { log_id: '', tree_size: size, leaf_index: index, inclusion_path }), `entry ${index}`);
    }
});

test('the log grew from every checkpoint', async () => {
    for (const { size, root } of checkpoints.slice(0, -1)) {
        const growth = comity('checkpoint', '--since', path.join(folder, `${size}.checkpoint`));
        const [head, note] = [growth.slice(0, growth.indexOf('\n\n')), growth.slice(growth.indexOf('\n\n') + 2)];
        // RFC 9162, 2.1.4.2, step 2: a first tree of 2^n leaves stands in front of the path; this implementation leaves the step to its caller.
        const front = (size & (size - 1)) === 0 ? [root] : [];
        const proof = { log_id: '', tree_size_1: size, tree_size_2: Number(note.split('\n')[1]), consistency_path: [...front, ...head.split('\n').slice(1).map(bytes)] };
        assert.ok(await tree.verifyConsistencyProof(root, bytes(note.split('\n')[2]), proof), `from ${size}`);
    }
});

test('every checkpoint is signed by the key', () => {
    const [name, , key] = comity('key').trim().split(/\+(.{8})\+/);
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(key, 'base64').subarray(1)]);
    for (const { note } of checkpoints) {
        const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
        const signature = Buffer.from(note.slice(note.lastIndexOf('\n\n') + 2).trim().split(' ')[2], 'base64').subarray(4);
        assert.ok(crypto.verify(null, Buffer.from(text), crypto.createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature));
        assert.equal(text.split('\n')[0], name);
    }
});

test('the page of a receipt checks itself, and sees what was changed', async () => {
    const page = comity('receipt', '37', '--format', 'html');
    const plain = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
    const said = async (html, subtle) => {
        const content = (id) => ({ textContent: plain(html.match(new RegExp(`id="${id}"[^>]*>([^]*?)</(pre|code)>`))[1]) });
        const items = [];
        const elements = { receipt: content('receipt'), entry: content('entry'), key: content('key'), verdict: { append: (item) => items.push(item.className !== 'no') } };
        const dataset = new Proxy({}, { get: (_, name) => name });
        const document = { currentScript: { dataset }, getElementById: (id) => elements[id], createElement: () => ({}) };
        vm.runInNewContext(html.match(/<script[^>]*>([^]*?)<\/script>/)[1], { document, crypto: { subtle }, atob, TextDecoder, TextEncoder, Uint8Array, DataView, Uint32Array, ArrayBuffer });
        for (let i = 0; i < 100 && items.length < 2; i++) await new Promise((done) => setTimeout(done, 10));
        return items;
    };
    assert.deepEqual(await said(page, crypto.webcrypto.subtle), [true, true]);
    assert.deepEqual(await said(page, undefined), [true, false]);  // an old browser: the hashes hold, the signature was not checked
    assert.equal((await said(page.replace('An invented', 'An invented').replace(/(37\.txt)/g, '38.txt'), crypto.webcrypto.subtle))[0], false);
});
