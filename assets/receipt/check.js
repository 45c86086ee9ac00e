// Checks the receipt in this page: that entry, salt and path give the root of the signed checkpoint (RFC 9162), and, where the browser knows Ed25519,
// that the key shown has signed it. No network, no library. Words come from the page.
'use strict';
(() => {
    const said = document.currentScript.dataset;
    const list = document.getElementById('verdict');
    const say = (text, good) => {
        const item = document.createElement('li');
        item.textContent = text;
        if (!good) item.className = 'no';
        list.append(item);
    };

    // --- SHA-256 (FIPS 180-4) ---------------------------------------------------------------------------------------------------------
    const constants = [];
    const beginning = [];
    for (let number = 2, count = 0; count < 64; number++) {
        let prime = true;
        for (let d = 2; d * d <= number; d++) prime = prime && number % d !== 0;
        if (!prime) continue;
        // The first 32 bits behind the point, of the cube root and the square root.
        constants.push(Math.floor((Math.cbrt(number) % 1) * 2 ** 32) >>> 0);
        if (count < 8) beginning.push(Math.floor((Math.sqrt(number) % 1) * 2 ** 32) >>> 0);
        count++;
    }
    const turned = (word, by) => (word >>> by) | (word << (32 - by));
    const sha256 = (bytes) => {
        const padded = new Uint8Array(((bytes.length + 8 >> 6) + 1) << 6);
        padded.set(bytes);
        padded[bytes.length] = 0x80;
        const view = new DataView(padded.buffer);
        view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
        view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
        const state = [...beginning];
        const w = new Uint32Array(64);
        for (let at = 0; at < padded.length; at += 64) {
            for (let i = 0; i < 64; i++) {
                if (i < 16) { w[i] = view.getUint32(at + 4 * i); continue; }
                const a = w[i - 15], b = w[i - 2];
                w[i] = w[i - 16] + (turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)) + w[i - 7] + (turned(b, 17) ^ turned(b, 19) ^ (b >>> 10));
            }
            let [a, b, c, d, e, f, g, h] = state;
            for (let i = 0; i < 64; i++) {
                const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + w[i]) | 0;
                const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
                h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
            }
            [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) | 0; });
        }
        const out = new DataView(new ArrayBuffer(32));
        state.forEach((word, i) => out.setUint32(4 * i, word >>> 0));
        return new Uint8Array(out.buffer);
    };

    // --- the tree and the note --------------------------------------------------------------------------------------------------------
    const from64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
    const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
    const node = (left, right) => sha256(joined([1], left, right));
    const includes = (leaf, index, size, path, root) => {
        if (index >= size) return false;
        let place = BigInt(index), last = BigInt(size) - 1n, hash = leaf;
        for (const beside of path) {
            if (last === 0n) return false;
            if ((place & 1n) || place === last) {
                hash = node(beside, hash);
                while (!(place & 1n) && place) { place >>= 1n; last >>= 1n; }
            } else {
                hash = node(hash, beside);
            }
            place >>= 1n;
            last >>= 1n;
        }
        return last === 0n && same(hash, root);
    };

    const check = async () => {
        const text = document.getElementById('receipt').textContent;
        const gap = text.indexOf('\n\n');
        const head = text.slice(0, gap).split('\n');
        const note = text.slice(gap + 2);
        if (head[0] !== 'c2sp.org/tlog-proof@v1' || !head[1].startsWith('extra ') || !head[2].startsWith('index ')) throw new Error('form');
        const extra = from64(head[1].slice(6));
        const index = Number(head[2].slice(6));
        const end = note.lastIndexOf('\n\n');
        const signedText = note.slice(0, end + 1);
        const [origin, size, root] = signedText.split('\n');
        const shown = new TextDecoder().decode(extra.slice(32));
        const leaf = sha256(joined([0], sha256(extra)));
        const included = includes(leaf, index, Number(size), head.slice(3).map(from64), from64(root)) && shown === document.getElementById('entry').textContent;
        say(included ? said.included : said.notIncluded, included);

        const [name, id, key] = document.getElementById('key').textContent.split(/\+(.{8})\+/);
        const line = note.slice(end + 2).split('\n').find((one) => one.startsWith(`\u2014 ${name} `) &&
            [...from64(one.split(' ')[2]).slice(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('') === id);
        if (!line || name !== origin) { say(said.notSigned, false); return; }
        let imported;
        try {
            imported = await crypto.subtle.importKey('raw', from64(key).slice(1), { name: 'Ed25519' }, false, ['verify']);
        } catch {
            say(said.noEd25519, false);
            return;
        }
        const good = await crypto.subtle.verify({ name: 'Ed25519' }, imported, from64(line.split(' ')[2]).slice(4), new TextEncoder().encode(signedText));
        say(good ? said.signed : said.notSigned, good);
    };
    check().catch(() => say(said.notIncluded, false));
})();
