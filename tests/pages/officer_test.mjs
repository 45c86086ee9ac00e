// An officer's whole way by keyboard alone, on a small laptop (1366 x 768): from the words of a resolution to the letters. Nothing is clicked: what is wanted is reached with Tab and the keys that
// pages offer. Key presses and steps (pages and acts) are counted for each part, and minutes estimated from them, as docs/consultations.md says.
//   tests/pages/run PROGRAM
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'comity-officer-'));
let server, browser, site;

before(async () => {
    server = spawn(process.env.COMITY, ['serve', '--listen', '127.0.0.1:0', '--record', join(folder, 'own.record'), '--demonstration', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    site = await new Promise((resolve, reject) => {
        let said = '';
        server.stdout.on('data', (bytes) => {
            said += bytes;
            const found = [...said.matchAll(/http:\/\/127\.0\.0\.1:\d+\//g)].map((match) => match[0]);
            if (found.length >= 2) resolve(found[1]);
        });
        server.on('exit', (code) => reject(new Error(`comity serve ended with ${code}`)));
    });
    const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
    assert.ok(path, 'chromium is not installed (./test --all installs it)');
    browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
});

after(async () => {
    await browser?.close();
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
});

/// Waits for the page after the one of that moment. Asked from here: a function that waits within the page is made of a string there, which the policy of our pages refuses.
async function another(page, before) {
    const patience = Date.now() + 30_000;
    while (await page.evaluate(() => performance.timeOrigin).catch(() => before) === before) {
        assert.ok(Date.now() < patience, `${page.url()} leads nowhere`);
        await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
}

/// One person at the keyboard. `parts`: what each part took.
class Person {
    static async called(name) {
        const person = new Person();
        person.context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en' });
        person.page = await person.context.newPage();
        await person.page.goto(new URL('sign-in', site).href);
        await person.page.locator('form[action="/act-as"]', { has: person.page.locator(`input[value="${name}"]`) }).locator('button').press('Enter');
        await person.page.waitForURL('**/account');
        person.parts = [];
        return person;
    }
    begin(part) { this.parts.push({ part, steps: 0, moves: 0, typed: 0, read: 0, findings: [] }); }
    get now() { return this.parts.at(-1); }

    async press(key) {
        this.now.moves += 1;
        await this.page.keyboard.press(key);
    }
    /// Words that somebody writes are counted apart from the keys that lead to where they go.
    async type(words) {
        this.now.typed += words.length;
        await this.page.keyboard.insertText(words);
    }
    async reach(what, key = 'Tab') {
        const wanted = await what.first().elementHandle({ timeout: 5000 });
        if (key === 'Tab' && await this.page.evaluate(() => document.activeElement === document.body && location.hash === '')) await this.skip();
        for (let i = 0; i < 400; ++i) {
            if (await wanted.evaluate((element) => element === document.activeElement)) return;
            await this.press(key);
        }
        assert.fail(`the keyboard does not reach it: ${what}`);
    }
    /// From the beginning of the page past the navigation, by the first link that the keyboard reaches.
    async skip() {
        await this.press('Tab');
        await this.press('Enter');
    }
    async arrive(address) {
        await this.page.goto(new URL(address, site).href);
        await this.step();
    }
    /// A page has come: it is accessible, and nothing is wider than the screen.
    async step() {
        this.now.steps += 1;
        await this.page.waitForLoadState('load');
        await this.page.evaluate(axe);
        const { violations } = await this.page.evaluate(() => window.axe.run());
        this.now.findings.push(...violations.map((found) => `${new URL(this.page.url()).pathname}: ${found.id}`));
        const wider = await this.page.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth);
        assert.ok(wider <= 0, `${this.page.url()} is ${wider} pixels wider than the screen`);
        const wrong = this.page.locator('.wrong[role="alert"], p.wrong').first();
        if (await wrong.count()) assert.fail(`${this.page.url()}: ${await wrong.innerText()}`);
    }
    /// Presses Enter where one is, and waits for the page to which that leads.
    async enter() {
        const before = await this.page.evaluate(() => performance.timeOrigin);
        await this.press('Enter');
        await another(this.page, before);
        await this.step();
    }
    async follow(what) {
        await this.reach(what);
        await this.enter();
    }
    async fill(what, words) {
        await this.reach(what);
        await this.type(words);
    }
    reads(words) { this.now.read += words.trim().split(/\s+/).length; }
}

const call = 'consultations/harbour-lights-2020';

/// Keystroke-level model (Card, Moran and Newell, 1980): 0.28 s for each key of somebody who types 40 words a minute, 1.35 s to think before each step; words are read at 200 a minute. What a person
/// weighs in mind, and what is talked over, is not in it.
const minutes = (part) => ((part.moves + part.typed) * 0.28 + part.steps * 1.35) / 60 + part.read / 200;

test('an officer goes from the words of a resolution to the letters by keyboard alone', { timeout: 600_000 }, async () => {
    const maud = await Person.called('maud.ferriday'), { page } = maud;
    const named = (role, name) => page.getByRole(role, { name });

    maud.begin('call');
    await maud.arrive('documents/CA/RES/36/30');
    // The paragraph that asks for it, with j; c quotes it, and there it is called for.
    const asks = page.locator('#op16');
    for (let i = 0; i < 60 && !(await asks.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))); ++i) await maud.press('j');
    const before = await page.evaluate(() => performance.timeOrigin);
    await maud.press('c');
    await another(page, before);
    await maud.step();
    maud.reads(await page.locator('blockquote').first().innerText());
    await maud.follow(page.locator('a[href^="/consultations?document="]'));
    await maud.fill(page.locator('#call'), 'harbour-lights-2020');
    await maud.fill(page.locator('#title'), 'Views on harbour lights');
    await maud.fill(page.locator('#convener'), 'the Registrar');
    await maud.fill(page.locator('#questions'), 'What stands in the dark?\nWhat do you propose?');
    await maud.fill(page.locator('#limit'), '500');
    await maud.fill(page.locator('#deadline'), '2040-05-03T18:00');
    await maud.fill(page.locator('#zone'), 'Europe/Zurich');
    await maud.fill(page.locator('#contact'), 'registry@halfway.example');
    await maud.follow(page.locator('#prepare button[type="submit"]'));
    await maud.follow(page.locator('button[value="open"]'));

    maud.begin('invitations');
    await maud.arrive(call);
    await maud.fill(page.locator('#who'), 'Ardune\nTarrow\nNivaal');
    await maud.follow(page.locator('form:has(#who) button[type="submit"]'));

    maud.begin('a contribution that came on paper');
    const words = ['Question 1\n\nThe lamps of the harbour are lit too late, and boats wait outside in the dark.\n\nWe propose that the Registrar publish a list of lamps in all languages of the strait.',
        'Pilots are not let in after dusk, which keeps boats out.\n\nThe Registrar should publish a list of lamps every year.'];
    const from = ['Tarrow', 'Nivaal'];
    const numbers = [];
    for (const [i, text] of words.entries()) {
        await maud.arrive(call);
        await maud.fill(page.locator('#from'), from[i]);
        await maud.fill(page.locator('#words-typed'), text);
        await maud.fill(page.locator('#language'), 'en');
        await maud.follow(page.locator('button[value="hand in"]'));
        numbers.push(page.url().match(/submissions\/(\d+)/)?.[1]);
    }

    maud.begin('a contribution is released');
    await maud.arrive(`${call}/register`);
    await maud.follow(page.locator(`a[href$="/submissions/${numbers[0]}"]`));
    maud.reads(words[0]);
    await maud.follow(page.locator('button[value="release"]'));

    maud.begin('two contributions are read and coded');
    await maud.arrive(`${call}/desk`);
    await maud.reach(page.getByLabel('Maud Ferriday'));
    await maud.press('Space');
    await maud.follow(page.locator('button[value="set desk"]'));
    await maud.follow(named('link', 'Go on reading'));
    for (let contribution = 0; contribution < words.length; ++contribution) {
        maud.reads(words[contribution]);
        const paragraphs = words[contribution].split('\n\n').length;
        for (let i = 0; i < paragraphs; ++i) await code(maud, i + 1);
        await maud.follow(page.locator('button[value="done reading"]'));
        const next = page.locator('nav.pager a[rel="next"]');
        if (contribution + 1 < words.length) {
            assert.ok(await next.count(), 'the next contribution is offered');
            await maud.press('n');
            await page.waitForURL((address) => !address.pathname.endsWith(numbers[0]));
            await maud.step();
        }
    }

    maud.begin('similar proposals are gathered');
    await maud.arrive(`${call}/groups`);
    maud.reads(await page.locator('form.card.act').first().innerText());
    await maud.fill(page.locator('input[id^="alike-name-"]'), 'A list of lamps');
    await maud.follow(page.locator('button[value="gather"]'));

    maud.begin('who is heard, and the matrix');
    await maud.arrive(`${call}/balance`);
    await maud.follow(page.locator(`nav a[href="/${call}/matrix"]`));
    await maud.follow(page.locator('td a[href*="cell="]'));

    maud.begin('the report');
    await maud.follow(page.locator(`nav a[href="/${call}/report"]`));
    await maud.fill(page.locator('input[name="symbol"]'), 'CA/37/90');
    await maud.follow(page.locator('button[value="begin report"]'));
    const paragraphs = [['proposals', 'Two States proposed that the Registrar publish a list of lamps.'], ['obstacles', 'One State said that boats waited outside in the dark.'], ['introduction', 'The report is submitted pursuant to CA/RES/36/30.']];
    for (const [section, text] of paragraphs) {
        await maud.arrive(`${call}/report?section=${section}#write`);
        await maud.fill(page.locator('#write-text'), text);
        await maud.follow(page.locator('button[value="write paragraph"]'));
        if (section === 'introduction') {
            await maud.fill(page.locator('input[name="own-1"]'), 'mandate');
        } else {
            await maud.fill(page.locator('#find'), section === 'proposals' ? 'list of lamps' : 'boats wait');
            await maud.enter();
            for (const found of await page.locator('select[name^="tie "]').all()) {
                await maud.reach(found);
                await maud.press('1');
            }
        }
        await maud.follow(page.locator('#sources button[type="submit"]'));
    }
    await maud.arrive(`${call}/report`);
    assert.equal(await page.locator('.findings .bars').count(), 0, 'nothing bars it');
    maud.reads(await page.locator('.report-section').allInnerTexts().then((all) => all.join(' ')));
    await maud.follow(page.locator('button[value="issue report"]'));

    maud.begin('letters and the record');
    await maud.follow(page.locator('button[value="file report"]'));
    await maud.follow(page.locator(`a[href="/${call}/report/letters"]`));
    assert.ok(await page.locator('a[href*="letters?of="]').count() >= 2, 'a letter for each contributor');

    console.log('| part | steps | keys that lead there | letters typed | words read | minutes |\n|---|---:|---:|---:|---:|---:|');
    for (const part of maud.parts) console.log(`| ${part.part} | ${part.steps} | ${part.moves} | ${part.typed} | ${part.read} | ${minutes(part).toFixed(1)} |`);
    assert.deepEqual([...new Set(maud.parts.flatMap((part) => part.findings))], []);
    await maud.context.close();
});

/// The paragraph of that place: taken as it is proposed, else coded as an obstacle; a heading is passed over.
async function code(person, paragraph) {
    const { page } = person, row = page.locator(`#p1-${paragraph}`);
    if ((await row.locator('.desk-original').innerText()).startsWith('Question')) return;
    for (let i = 0; i < 30 && !(await row.evaluate((element) => element === document.activeElement)); ++i) await person.press('j');
    assert.ok(await row.evaluate((element) => element === document.activeElement), `the keys lead to paragraph ${paragraph}`);
    const before = await page.evaluate(() => performance.timeOrigin);
    if (await row.locator('button.take').count()) {
        await person.press('t');
    } else {
        await person.press('c');
        await person.press('o');
        await person.reach(page.locator('form.code-form button.button'));
        await person.press('Enter');
    }
    await another(page, before);
    await person.step();
    assert.equal(await page.locator(`#p1-${paragraph} ul.codes li.own`).count(), 1);
}
