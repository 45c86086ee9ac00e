// Each kind of page of the running program in a real browser: valid HTML, WCAG 2.2 AA as far as a machine sees it, nothing wider than a
// phone, nothing from elsewhere, nothing refused by the page's own policy.
//   node pages_test.mjs PROGRAM
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { HtmlValidate } from 'html-validate';
import { chromium } from 'playwright-core';

const program = process.env.COMITY;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'comity-pages-'));
const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    // How the templates are laid out is their own business, and the optional slash and long titles are no mistakes. Ids of paragraphs
    // have points ("op12.a"), as HTML allows.
    rules: { 'long-title': 'off', 'no-trailing-whitespace': 'off', 'no-inline-style': 'error', 'void-style': 'off', 'valid-id': ['error', { relaxed: true }] },
});
// Wide, narrow and dark, and at the size to which a person with weak eyes zooms (WCAG 1.4.10: 320 pixels).
const views = [
    { name: 'wide', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
    { name: 'phone, dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
    { name: 'zoomed', viewport: { width: 320, height: 640 }, colorScheme: 'light' },
];

let server, browser, own, demonstration;

before(async () => {
    server = spawn(program, ['serve', '--record', join(folder, 'own.record'), '--listen', '127.0.0.1:0', '--demonstration', '127.0.0.1:0'], {
        stdio: ['ignore', 'pipe', 'inherit'],
    });
    [own, demonstration] = await new Promise((resolve, reject) => {
        let said = '';
        server.stdout.on('data', (bytes) => {
            said += bytes;
            const found = [...said.matchAll(/http:\/\/127\.0\.0\.1:\d+\//g)].map((match) => match[0]);
            if (found.length >= 2) resolve(found);
        });
        server.on('exit', (code) => reject(new Error(`comity serve ended with ${code}`)));
    });
    const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
    assert.ok(path, 'chromium is not installed (./test --all installs it)');
    browser = await chromium.launch({
        executablePath: path,
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
});

after(async () => {
    await browser?.close();
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
});

async function pagesToLookAt() {
    const listed = await (await fetch(new URL('api/v1/documents', demonstration))).json();
    const items = Array.isArray(listed) ? listed : Object.values(listed).find(Array.isArray);
    const symbol = (wanted) => encodeURI(items.find((item) => item.symbol?.includes(wanted))?.symbol ?? items[0].symbol);
    const long = symbol('33/21');
    return [
        ...['', 'import', 'documents', 'search?q=nothing'].map((path) => [own, path]),
        ...['', 'documents', 'documents?kind=resolution', `documents/${long}`, `documents/${long}/history`, `documents/${long}/correct`,
            `documents/${long}/correct?fact=title`, `documents/${long}/correct?paragraph=op1`, 'series', `series/${long}`, 'search?q=water', 'search?q=zzz', 'attention',
            'import', 'help', 'help/reading', 'help/architecture', 'help/commands', 'about', 'nowhere'].map((path) => [demonstration, path]),
    ];
}

test('every kind of page is valid, accessible and fits', async (t) => {
    const contexts = await Promise.all(views.map((view) => browser.newContext(view)));
    for (const [site, path] of await pagesToLookAt()) {
        const address = new URL(path, site).href;
        await t.test(`${site === own ? 'own' : 'demonstration'}: /${path}`, async () => {
            const report = await validator.validateString(await (await fetch(address)).text());
            assert.deepEqual(report.results.flatMap((result) => result.messages.map((found) => `${found.line}: ${found.message} (${found.ruleId})`)), []);
            for (const [number, context] of contexts.entries()) await look(context, views[number].name, address);
        });
    }
    await Promise.all(contexts.map((context) => context.close()));
});

async function look(context, view, address) {
    const page = await context.newPage();
    const complaints = [];
    page.on('console', (message) => {
        // A page that is not there is an answer, and the browser's own remark on its status no complaint.
        if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
    });
    page.on('request', (request) => {
        if (new URL(request.url()).origin !== new URL(address).origin) complaints.push(`asks elsewhere: ${request.url()}`);
    });
    await page.goto(address, { waitUntil: 'load' });
    const overflow = await page.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth);
    assert.ok(overflow <= 0, `${view}: ${overflow} pixels wider than the window`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    assert.deepEqual(violations.map((found) => `${view}: ${found.id}: ${found.help}: ${found.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`), []);
    assert.deepEqual(complaints, [], view);
    await page.close();
}

test('the first thing that the keyboard reaches leads past the navigation', async () => {
    const page = await browser.newPage();
    await page.goto(demonstration);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main');
    await page.close();
});
