// Each kind of page of the running program in a real browser: valid HTML, WCAG 2.2 AA as far as a machine sees it, nothing wider than a
// phone, nothing from elsewhere, nothing refused by the page's own policy.
//   tests/pages/run PROGRAM, and with ONLY=votes of these pages only those whose address has that
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';

import { HtmlValidate } from 'html-validate';
import { chromium } from 'playwright-core';

const program = process.env.COMITY;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'comity-pages-'));
const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    // How the templates are laid out is their own business, and the optional slash and long titles are no mistakes. Ids of paragraphs
    // have points ("op12.a"), as HTML allows. Boxes of one name are one choice of several.
    rules: { 'form-dup-name': ['error', { shared: ['radio', 'button', 'reset', 'submit', 'checkbox'] }], 'long-title': 'off', 'no-trailing-whitespace': 'off', 'no-inline-style': 'error', 'void-style': 'off', 'valid-id': ['error', { relaxed: true }] },
});
// Files that are sent have a style of their own for some runs of words, and their first line in small letters.
const ofFiles = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: { 'long-title': 'off', 'no-trailing-whitespace': 'off', 'no-inline-style': 'off', 'void-style': 'off', 'doctype-style': 'off', 'valid-id': ['error', { relaxed: true }] },
});
// Wide, narrow and dark, and at the size to which a person with weak eyes zooms (WCAG 1.4.10: 320 pixels).
const views = [
    { name: 'wide', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
    { name: 'phone, dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
    { name: 'zoomed', viewport: { width: 320, height: 640 }, colorScheme: 'light' },
    { name: 'from right to left', viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'ar' },
    { name: 'without a script', viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'fr', javaScriptEnabled: false },
];

const servers = [];
let browser, own, demonstration, voted;

/// Starts a server and waits for the addresses of its sites.
function serve(sites, ...options) {
    const server = spawn(program, ['serve', '--listen', '127.0.0.1:0', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
    servers.push(server);
    return new Promise((resolve, reject) => {
        let said = '';
        server.stdout.on('data', (bytes) => {
            said += bytes;
            const found = [...said.matchAll(/http:\/\/127\.0\.0\.1:\d+\//g)].map((match) => match[0]);
            if (found.length >= sites) resolve(found);
        });
        server.on('exit', (code) => reject(new Error(`comity serve ended with ${code}`)));
    });
}

before(async () => {
    [own, demonstration] = await serve(2, '--record', join(folder, 'own.record'), '--demonstration', '127.0.0.1:0');
    const record = join(folder, 'voted.record');
    execFileSync(program, ['import', '--record', record, join(process.env.INPUTS, 'A_RES_98_7.txt'), join(process.env.INPUTS, 'votes')]);
    [voted] = await serve(1, '--record', record);
    const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
    assert.ok(path, 'chromium is not installed (./test --all installs it)');
    browser = await chromium.launch({
        executablePath: path,
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
});

after(async () => {
    await browser?.close();
    for (const server of servers) server.kill();
    rmSync(folder, { recursive: true, force: true });
});

async function pagesToLookAt() {
    const listed = await (await fetch(new URL('api/v1/documents', demonstration))).json();
    const items = Array.isArray(listed) ? listed : Object.values(listed).find(Array.isArray);
    const symbol = (wanted) => encodeURI(items.find((item) => item.symbol?.includes(wanted))?.symbol ?? items[0].symbol);
    const long = symbol('33/21');
    return [
        ...['', 'import', 'documents', 'search?q=nothing', 'sign-in'].map((path) => [own, path]),
        ...['', 'documents', 'documents?kind=resolution', 'documents?cites=CA/RES/35/27&series=35/27', `documents/${long}?quote=op1`, `documents/${long}?as_of=3&line=20`, `documents/${long}/correct?file=out-of-view`, 'queue', 'settings', 'settings?saved=1', 'components', 'documents/CA/RES/1/1',  `documents/${long}`, `documents/${long}/history`, `documents/${long}/correct`,
            `documents/${long}/correct?fact=title`, `documents/${long}/correct?paragraph=op1`, 'series', `series/${long}`, `series/${long}/correct`, `documents/${long}/paragraphs/op1/history`, 'search?q=water', 'compare', `compare?a=${long}&b=36/30`, `compare?a=36/30&b=${long}&layout=column&show=everything&rolls=shown`, 'compare?a=36/30&b=1/1', 'precedents', 'precedents?of=36/30', 'check', 'check?of=36/30', `check?of=${long}`, `documents/${long}?ages=1`, 'precedents?of=36/30&paragraph=op1', 'search?q=zzz', 'import', 'help', 'help/reading', 'help/drafting', 'help/architecture', 'help/commands', 'about', 'nowhere',
            `series/${long}/votes`, 'series/35/27/votes', 'series/35/27/votes?state=XBE', 'documents?words=zzz', 'log', 'actors', 'actors?words=tarrow', 'actors/state:XKE', 'actors/entity:Downstream%20Group', 'actors/nobody', 'themes', 'themes?of=SDG', 'themes/SDG-4', 'sign-in', 'help/accounts', 'help/permissions',
            'reviews', 'reviews/XAR', 'recommendations?state=XAR', 'recommendations?review=mr-3-xar&from=XTA', 'recommendations/mr-3-xar-41.43', 'recommendations/mr-3-xar-42.1', 'help/reviews', 'cooperation', 'cooperation?recommendation=mr-3-xar-41.43', 'cooperation?document=36/30&paragraph=op3', 'requests', 'requests/xta.court-interpreters', 'requests?on_behalf_of=Ardune', 'requests/xar.wages?on_behalf_of=state:XAR', 'offers', 'offers/xso.ferry-classroom', 'offers/xso.ferry-classroom?on_behalf_of=state:XSO', 'agreements', 'agreements/xta.court-interpreters-2017', 'agreements/xpe.certificates-2018?on_behalf_of=state:XPE', 'measures', 'measures/xta.registers-above-water?on_behalf_of=state:XTA', 'help/cooperation', 'consultations', 'help/consultations', 'help/consultations-reading', 'mandates', 'mandates?status=without-indication&words=zzz', 'mandates/due?from=1950-01-01', 'mandates/overlaps', `documents/${long}/mandates`, 'mandates/CA/RES/36/30/acts/op1', 'help/register'].map((path) => [demonstration, path]),
        ...['documents/A/RES/98/7', 'actors', 'actors/state:FRA', 'actors/group:LDC', 'actors/body:CERD', 'actors/state:FRA?section=voted', 'series/A/RES/98/7/votes'].map((path) => [voted, path]),
    ];
}

test('every kind of page is valid, accessible and fits', async (t) => {
    const contexts = await Promise.all(views.map((view) => browser.newContext(view)));
    for (const [site, path] of await pagesToLookAt()) {
        if (process.env.ONLY && !path.includes(process.env.ONLY)) continue;
        const address = new URL(path, site).href;
        await t.test(`${site === own ? 'own' : site === voted ? 'with votes' : 'demonstration'}: /${path}`, async () => {
            const report = await validator.validateString(await (await fetch(address)).text());
            assert.deepEqual(report.results.flatMap((result) => result.messages.map((found) => `${found.line}: ${found.message} (${found.ruleId})`)), []);
            await Promise.all(contexts.map((context, number) => look(context, views[number].name, address)));
        });
    }
    // A receipt is no page of the site: it is taken home and opened there.
    await t.test('a receipt taken home', async () => {
        const receipt = await (await fetch(new URL('receipt/3.html', demonstration))).text();
        // It carries its style and its script, so that it needs nothing else.
        const report = await validator.validateString(receipt);
        assert.deepEqual(report.results.flatMap((result) => result.messages.map((found) => `${found.line}: ${found.message} (${found.ruleId})`)), []);
        writeFileSync(join(folder, 'receipt.html'), receipt);
        await Promise.all(contexts.map((context, number) => look(context, views[number].name, pathToFileURL(join(folder, 'receipt.html')).href)));
    });
    // Nor is the site of a series: it stands on a stick, and its search works there, too.
    await t.test('the site of a series on a stick', async () => {
        const site = join(folder, 'site'), series = process.env.SITE ?? 'CA/RES/36/30';
        execFileSync(program, ['export', '--record', join(folder, 'demonstration.record'), '--site', series, site]);
        const files = readdirSync(site, { recursive: true }).filter((name) => name.endsWith('.html'));
        for (const folderOfPages of ['texts', 'changes', 'since']) assert.ok(files.some((name) => name.startsWith(folderOfPages)), `${folderOfPages}: no page`);
        for (const name of ['index.html', 'table.html', ...['texts', 'changes'].map((kind) => files.find((file) => file.startsWith(kind)))]) {
            const html = readFileSync(join(site, name), 'utf8');
            const report = await ofFiles.validateString(html);
            assert.deepEqual(report.results.flatMap((result) => result.messages.map((found) => `${name}: ${found.line}: ${found.message} (${found.ruleId})`)), []);
            assert.match(html, /Invented for demonstration/, name);
            await Promise.all(contexts.map((context, number) => look(context, views[number].name, pathToFileURL(join(site, name)).href)));
        }
        const page = await contexts[0].newPage();
        await page.goto(pathToFileURL(join(site, 'index.html')).href);
        await page.getByRole('searchbox').fill('REQUESTS the');
        await page.locator('#found li').first().waitFor();
        assert.match(await page.locator('#told').textContent(), /passage/);
        await page.locator('#found a').first().click();
        await page.waitForURL('**/texts/*.html#*');
        assert.ok(await page.evaluate(() => document.querySelector(':target') !== null), 'the passage is there');
        await page.close();
    });
    await Promise.all(contexts.map((context) => context.close()));
});

// The invented administrator, by one click, in each view.
test('pages of those who are signed in are valid, accessible and fit', async (t) => {
    for (const view of views) {
        const context = await browser.newContext(view);
        const page = await context.newPage();
        await page.goto(new URL('sign-in', demonstration).href);
        await page.locator('form[action="/act-as"]', { has: page.locator('input[value="jonas.halfway"]') }).locator('button').click();
        await page.waitForURL('**/account');
        const someone = (await (await context.request.get(new URL('people', demonstration).href)).text()).match(/people\?account=[0-9a-f]+/)[0];
        await page.close();
        for (const path of ['account', 'people', someone]) {
            const address = new URL(path, demonstration).href;
            await t.test(`${view.name}: /${path.split('=')[0]}`, async () => {
                const report = await validator.validateString(await (await context.request.get(address)).text());
                assert.deepEqual(report.results.flatMap((result) => result.messages.map((found) => `${found.line}: ${found.message} (${found.ruleId})`)), []);
                await look(context, view.name, address);
            });
        }
        await context.close();
    }
});

/// One of the invented persons, by one click.
async function as(person, how) {
    const context = await browser.newContext(how);
    const page = await context.newPage();
    await page.goto(new URL('sign-in', demonstration).href);
    await page.locator('form[action="/act-as"]', { has: page.locator(`input[value="${person}"]`) }).locator('button').click();
    await page.waitForURL('**/account');
    await page.close();
    return context;
}

const consultation = 'consultations/two-shores-2019';
/// Addresses in a page of those who are signed in.
async function ways(context, path, pattern) {
    const html = await (await context.request.get(new URL(path, demonstration).href)).text();
    return [...html.matchAll(pattern)].map((found) => found[1].replaceAll('&amp;', '&'));
}

// The reading desk and the report, as the invented officer sees them, in each view.
test('the pages on which contributions are read and reported on are valid, accessible and fit', async (t) => {
    for (const view of views) {
        const context = await as('maud.ferriday', view);
        const [reading] = await ways(context, `${consultation}/desk`, /href="\/(consultations\/[^"]+\/desk\/\d+)"/g);
        const [cell] = await ways(context, `${consultation}/matrix`, /href="\/(consultations\/[^"#]+\/matrix\?cell=[^"#]+)/g);
        const [paragraph] = await ways(context, `${consultation}/report`, /href="\/(consultations\/[^"]+\/report\/\d+)"/g);
        const paths = [consultation, `${consultation}/register`, `${consultation}/desk`, reading, `${reading}?similar=1-2`, `${reading}?translate=1-2`, `${consultation}/agreement`, `${consultation}/groups`, `${consultation}/balance`,
            `${consultation}/matrix`, cell, `${consultation}/report`, paragraph, `${paragraph}?find=ferry`, `${consultation}/report/versions`, `${consultation}/report/letters`];
        for (const path of paths) {
            if (process.env.ONLY && !path.includes(process.env.ONLY)) continue;
            const address = new URL(path, demonstration).href;
            await t.test(`${view.name}: /${path}`, async () => {
                const report = await validator.validateString(await (await context.request.get(address)).text());
                assert.deepEqual(report.results.flatMap((result) => result.messages.map((found) => `${found.line}: ${found.message} (${found.ruleId})`)), []);
                await look(context, view.name, address);
            });
        }
        await context.close();
    }
});

test('a passage is coded by keyboard alone, and by selecting words', async () => {
    const context = await as('maud.ferriday', { viewport: { width: 1366, height: 768 }, locale: 'en' });
    const page = await context.newPage();
    await page.goto(new URL(`${consultation}/desk`, demonstration).href);
    // The officer of the demonstration keeps it; here she reads as well.
    await page.getByLabel('Maud Ferriday').check();
    await page.getByRole('button', { name: 'Record' }).click();
    await page.getByRole('link', { name: 'Go on reading' }).click();
    await page.waitForURL('**/desk/*');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    assert.ok(await page.evaluate(() => document.activeElement.matches('.desk-row')));
    const here = await page.evaluate(() => document.activeElement.dataset.at);
    await page.keyboard.press('c');
    assert.equal(await page.evaluate(() => document.activeElement.name), 'kind');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.desk-row').dataset.at), here);
    await page.keyboard.press('o');
    await page.locator('form.code-form button.button').press('Enter');
    await page.waitForURL((address) => address.searchParams.get('was') === here);
    assert.equal(await page.locator(`#p${here} ul.codes li.own`).count(), 1);
    // Words that are selected go into the form of their paragraph.
    const words = await page.evaluate(() => {
        const original = [...document.querySelectorAll('.desk-original')].at(-1), text = original.firstChild;
        const range = document.createRange();
        range.setStart(text, 0);
        range.setEnd(text, 12);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        original.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
        return text.textContent.slice(0, 12).trim();
    });
    assert.equal(await page.inputValue('#code-words'), words);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run());
    assert.deepEqual(violations.map((found) => found.id), []);
    await context.close();
});

// The State's own pages, as the invented focal point sees them, in each view.
test('the pages on which a State follows up are valid, accessible and fit', async (t) => {
    for (const view of [...views, { name: 'phone, from right to left', viewport: { width: 360, height: 740 }, locale: 'ar' }]) {
        const context = await as('ines.varrow', view);
        for (const path of ['follow-up', 'follow-up?what=action&recommendations=mr-3-xar-41.1', 'recommendations/mr-3-xar-41.1', 'recommendations/mr-3-xar-42.12', 'reviews/XAR', 'recommendations?state=XAR', 'requests?recommendation=mr-3-xar-41.1',
            'requests/xar.orchard-courts', 'agreements/xar.orchard-courts-2018', 'offers', 'measures', 'cooperation']) {
            if (process.env.ONLY && !path.includes(process.env.ONLY)) continue;
            const address = new URL(path, demonstration).href;
            await t.test(`${view.name}: /${path}`, async () => {
                const report = await validator.validateString(await (await context.request.get(address)).text());
                assert.deepEqual(report.results.flatMap((result) => result.messages.map((found) => `${found.line}: ${found.message} (${found.ruleId})`)), []);
                await look(context, view.name, address);
            });
        }
        await context.close();
    }
});

/// Somebody who uses the keyboard alone, and how often each key is pressed. A letter that is typed counts as one.
class Hands {
    constructor(page) { this.page = page; this.presses = 0; this.letters = 0; this.pages = 0; this.ways = []; }
    async press(key) { this.presses += 1; await this.page.keyboard.press(key); }
    /// From where one is, by the tabulator alone.
    async to(selector) {
        for (let presses = 0; presses < 700; ++presses) {
            if (await this.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) {
                this.ways.push({ presses, selector, page: new URL(this.page.url()).pathname });
                return;
            }
            await this.press('Tab');
        }
        assert.fail(`${selector} is not reached on ${this.page.url()}`);
    }
    async type(selector, words) {
        await this.to(selector);
        this.letters += words.length;
        // A day is typed figure by figure, in the order of the language.
        const is_day = await this.page.evaluate(() => document.activeElement.type === 'date');
        if (is_day) await this.page.keyboard.type(words.replace(/(\d+)-(\d+)-(\d+)/, '$2$3$1'));
        else await this.page.keyboard.insertText(words);
    }
    /// By the links at the head of a long page, to one of its forms.
    async part(id) {
        await this.to(`nav.parts a[href="#${id}"]`);
        await this.press('Enter');
    }
    async choose(selector, value) {
        await this.to(selector);
        for (let i = 0; i < 20 && (await this.page.inputValue(selector)) !== value; ++i) await this.press('ArrowDown');
        assert.equal(await this.page.inputValue(selector), value);
    }
    async enter(selector, where) {
        await this.to(selector);
        this.pages += 1;
        await Promise.all([this.page.waitForEvent('framenavigated'), this.press('Enter')]);
        await this.page.waitForURL(where, { waitUntil: 'load' });
    }
    /// An act: by its button, and with its receipt afterwards.
    async record(selector) {
        await this.enter(selector, /recorded=/);
        assert.ok(await this.page.locator('.receipt').count(), `a receipt on ${this.page.url()}`);
    }
    /// An address typed, as where one begins.
    async go(path, site = demonstration) {
        this.pages += 1;
        this.letters += path.length + 1;
        await this.page.goto(new URL(path, site).href);
    }
}

test('from a list of recommendations to the report by keyboard alone', async (t) => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en' });
    const page = await context.newPage(), hands = new Hands(page), begun = Date.now();
    // The list comes in. The dialog in which a file is chosen is the system's own.
    await hands.go('import', own);
    await hands.to('#files');
    await page.setInputFiles('#files', [{ name: 'list.csv', mimeType: 'text/csv', buffer: readFileSync(join(process.env.INPUTS, '../../../demo/reviews/ardune-2014.csv')) }]);
    await hands.to('form.import button');
    await hands.press('Enter');
    await page.getByText('26 rows').first().waitFor();
    // Signed in as the focal point.
    await hands.go('sign-in');
    await hands.enter('form[action="/act-as"]:has(input[value="ines.varrow"]) button', '**/account');
    // A position.
    await hands.enter('nav a[href="/reviews"]', '**/reviews');
    await hands.enter('main a[href="/reviews/XAR"]', '**/reviews/XAR');
    await hands.enter('main a[href^="/recommendations?"]', /recommendations\?/);
    await hands.type('#words', 'gatherings');
    await hands.press('Enter');
    await page.waitForURL(/words=gatherings/);
    await hands.enter('main a[href="/recommendations/mr-3-xar-42.12"]', '**/recommendations/mr-3-xar-42.12');
    await hands.choose('#word', 'supported');
    await hands.type('#document', 'CA/RC/15/4/Add.1');
    await hands.record('main form.card button[type="submit"]');
    // An action.
    await hands.enter('main a[href^="/follow-up?what=action"]', /follow-up/);
    await hands.type('#id', 'gatherings');
    await hands.type('#title', 'Gatherings need a notice and no permit');
    await hands.type('#office', 'Ministry of the Harbour');
    await hands.type('#due', '2031-05-03');
    await hands.record('#put button[type="submit"]');
    // Help is asked for.
    await hands.to('main a[href="#piece-gatherings"]');
    await hands.press('Enter');
    await hands.enter('#piece-gatherings a[href="/recommendations/mr-3-xar-42.12"]', '**/recommendations/mr-3-xar-42.12');
    await hands.enter('main a[href^="/requests?recommendation="]', /requests\?/);
    await hands.type('#name', 'gatherings');
    await hands.type('#title', 'How others let people gather');
    await hands.to('#form-expert');
    await hands.press('Space');
    await hands.type('#themes', 'SDG-16');
    await hands.record('#form button[type="submit"]');
    await hands.type('#with', 'Nivaal');
    await hands.record('button[value="share request"], form:has(input[value="share request"]) button');
    // Another State offers, on whose behalf the operator at this machine acts.
    await hands.go('account');
    await hands.enter('form[action="/sign-out"] button', (address) => !address.pathname.startsWith('/account'));
    await hands.go('offers?on_behalf_of=Nivaal');
    await hands.type('#name', 'notices');
    await hands.type('#title', 'Two clerks who take notices');
    await hands.to('#form-expert');
    await hands.press('Space');
    await hands.type('#themes', 'SDG-16');
    await hands.record('#form button[type="submit"]');
    // Ardune accepts, Nivaal confirms and delivers, both report and publish.
    await hands.go('requests/xar.gatherings?on_behalf_of=Ardune');
    await hands.type('#agreement-name', 'gatherings-2031');
    await hands.to('input[name="offers"][value="xni.notices"]');
    await hands.press('Space');
    await hands.record('#accept button[type="submit"]');
    await hands.go('agreements/xar.gatherings-2031?on_behalf_of=Nivaal');
    await hands.record('button[value="confirm"], form:has(input[value="confirm"]) button');
    await hands.part('record-step');
    await hands.type('#step', 'Both clerks have come.');
    await hands.record('form:has(#step) button');
    await hands.part('record-report');
    await hands.type('#report', 'They sat for a month at the quay.');
    await hands.record('form:has(#report) button');
    await hands.part('publish');
    await hands.record('button[value="publish agreement"], form:has(input[value="publish agreement"]) button');
    await hands.go('agreements/xar.gatherings-2031?on_behalf_of=Ardune');
    await hands.part('record-report');
    await hands.type('#report', 'Nobody asks for a permit any more.');
    await hands.record('form:has(#report) button');
    await hands.part('publish');
    await hands.record('button[value="publish agreement"], form:has(input[value="publish agreement"]) button');
    // The draft of the report.
    await hands.go('sign-in');
    await hands.enter('form[action="/act-as"]:has(input[value="ines.varrow"]) button', '**/account');
    await hands.go('follow-up');
    await hands.to('a[href="/follow-up.docx"]');
    const [draft] = await Promise.all([page.waitForEvent('download'), hands.press('Enter')]);
    assert.equal(draft.suggestedFilename(), 'follow-up.docx');
    const farthest = hands.ways.sort((one, other) => other.presses - one.presses).slice(0, process.env.WAYS ?? 3).map((way) => `${way.presses} to ${way.selector} on ${way.page}`);
    t.diagnostic(`${hands.presses} keys and ${hands.letters} letters on ${hands.pages} pages, ${Math.round((Date.now() - begun) / 1000)} s of the program and the browser; the longest ways: ${farthest.join('; ')}`);
    // Half a second for a key, two letters a second, ten seconds to look at each page: it must be done in 20 minutes.
    assert.ok((hands.presses + hands.letters) / 2 + 10 * hands.pages < 20 * 60);
    await context.close();
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
    // WCAG 1.4.12: text spacing as a reader may set it, with nothing lost or wider than the window.
    if (view === 'zoomed') {
        await page.evaluate(() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }');
            document.adoptedStyleSheets = [sheet];
        });
        const wider = await page.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth);
        assert.ok(wider <= 0, `${view}: with wider text spacing ${wider} pixels wider than the window`);
    }
    if (view === 'without a script') return page.close();
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    assert.deepEqual(violations.map((found) => `${view}: ${found.id}: ${found.help}: ${found.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`), []);
    assert.deepEqual(complaints, [], view);
    await page.close();
}

async function opened(path, how = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en', ...how });
    const page = await context.newPage();
    await page.goto(new URL(path, demonstration).href, { waitUntil: 'networkidle' });
    return page;
}

test('the keys do what they say, and can be switched off', async () => {
    const page = await opened('documents/CA/RES/35/27');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'pp2');
    await page.keyboard.press('k');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'pp1');
    await page.keyboard.press('?');
    assert.ok(await page.evaluate(() => document.querySelector('#keys').open));
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
    assert.deepEqual(violations.map((found) => found.id), []);
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
    await page.evaluate(() => document.activeElement.blur());
    await Promise.all([page.waitForURL('**/CA/RES/34/8'), page.keyboard.press('[')]);
    await Promise.all([page.waitForURL('**/CA/RES/35/27'), page.keyboard.press(']')]);
    await page.goto(new URL('settings', demonstration).href);
    await page.uncheck('#keys-choice');
    await Promise.all([page.waitForURL('**/settings?saved=1'), page.click('main button')]);
    await page.goto(new URL('documents/CA/RES/35/27', demonstration).href);
    await page.keyboard.press('j');
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY');
    await page.context().close();
});

test('the spine says where one is, a lost place is told, and a paragraph is copied with its source', async () => {
    const page = await opened('documents/CA/RES/35/27#op16');
    assert.equal(await page.locator('.spine .tick.here').count(), 1);
    assert.equal(await page.locator('#lost-place').isHidden(), true);
    await page.evaluate(() => { location.hash = '#op99'; });
    await page.waitForSelector('#lost-place:not([hidden])');
    await page.goto(new URL('documents/CA/RES/35/27?quote=op2', demonstration).href);
    assert.match(await page.inputValue('#with-text'), /Concord Assembly resolution 35\/27 of 20 December 2016, para\. 2/);
    await page.click('#citation + button');
    await page.locator('#citation + button', { hasText: 'Copied' }).waitFor({ timeout: 10_000 });
    await page.context().close();
});

test('files dropped on the import page come in with a line each', async () => {
    const page = await (await browser.newContext({ locale: 'en' })).newPage();
    await page.goto(new URL('import', own).href);
    const text = 'CA/RES/34/9\n\n34/9.\tMending of nets\n\n\tThe Concord Assembly,\n\n\t1. Requests the keepers to mend the nets.\n';
    await page.setInputFiles('#files', [{ name: 'nets.txt', mimeType: 'text/plain', buffer: Buffer.from(text) }, { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.from('') }]);
    await page.click('form.import button');
    // Asked again and again from here: the page's own policy lets no string become code.
    for (let tries = 0; tries < 100 && (await page.evaluate(() => document.querySelector('progress').value)) < 2; ++tries) await page.waitForTimeout(100);
    const lines = await page.locator('#sent li').allTextContents();
    assert.match(lines[0], /nets\.txt .*added/);
    assert.match(lines[1], /could not be read/);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run());
    assert.deepEqual(violations.map((found) => found.id), []);
    await page.context().close();
});

test('a first view weighs less than 200 kB with fonts, a later one less than 40', async (t) => {
    for (const [how, most] of [[{}, 200], [{ locale: 'ar' }, 200]]) {
        const page = await opened('about', how);
        let bytes = 0;
        const client = await page.context().newCDPSession(page);
        await client.send('Network.enable');
        client.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
        // What the page before still fetches is none of this view.
        await page.waitForLoadState('networkidle');
        await page.goto('about:blank');
        await client.send('Network.clearBrowserCache');
        bytes = 0;
        await page.goto(new URL('documents/CA/RES/35/27', demonstration).href, { waitUntil: 'networkidle' });
        const first = bytes;
        bytes = 0;
        await page.goto(new URL('documents/CA/RES/36/30', demonstration).href, { waitUntil: 'networkidle' });
        t.diagnostic(`${how.locale ?? 'en'}: first view ${(first / 1000).toFixed(1)} kB, a later one ${(bytes / 1000).toFixed(1)} kB`);
        assert.ok(first < most * 1000, `the first view weighs ${first} bytes`);
        assert.ok(bytes < 40000, `a later view weighs ${bytes} bytes`);
        await page.context().close();
    }
});

test('the reading page tells those who listen what it is', async () => {
    const page = await opened('documents/CA/RES/35/27');
    const tree = await page.accessibility.snapshot();
    const seen = [];
    const walk = (node, depth) => {
        seen.push([node.role, node.name]);
        for (const child of node.children ?? []) walk(child, depth + 1);
    };
    walk(tree, 0);
    if (process.env.TREE) console.log(seen.map(([role, name]) => `${role}: ${name}`).join('\n'));
    const has = (role, name) => seen.some(([r, n]) => r === role && name.test(n));
    assert.ok(has('heading', /^Rights of persons of two shores$/));
    assert.ok(has('link', /^1\./), 'a number leads to its quotation');
    assert.ok(has('link', /^footnote 1$/));
    assert.ok(has('link', /resolution 34\/8/));
    // The ticks of the spine are for the eye; what they lead to stands in the list of paragraphs.
    assert.ok(!seen.some(([role, name]) => role === 'link' && name === ''), 'no link without a name');
    await page.context().close();
});

test('the first thing that the keyboard reaches leads past the navigation', async () => {
    const page = await browser.newPage();
    await page.goto(demonstration);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main');
    await page.close();
});
