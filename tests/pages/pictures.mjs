// Takes pictures of the demonstration's pages and of an empty record, to be looked at by people: node pictures.mjs PROGRAM FOLDER
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

const [program, folder] = process.argv.slice(2);
const records = mkdtempSync(join(tmpdir(), 'comity-pictures-'));
const looks = [
    { name: 'wide', viewport: { width: 1360, height: 900 }, colorScheme: 'light' },
    { name: 'dark', viewport: { width: 1360, height: 900 }, colorScheme: 'dark' },
    { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light', deviceScaleFactor: 2 },
    { name: 'large', viewport: { width: 2560, height: 1440 }, colorScheme: 'light' },
];

const server = spawn(program, ['serve', '--record', join(records, 'own.record'), '--listen', '127.0.0.1:0', '--demonstration', '127.0.0.1:0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
});
try {
    const [own, demonstration] = await new Promise((resolve, reject) => {
        let said = '';
        server.stdout.on('data', (bytes) => {
            said += bytes;
            const found = [...said.matchAll(/http:\/\/127\.0\.0\.1:\d+\//g)].map((match) => match[0]);
            if (found.length >= 2) resolve(found);
        });
        server.on('exit', (code) => reject(new Error(`comity serve ended with ${code}`)));
    });
    const text = 'documents/CA/RES/35/27';
    const pages = {
        empty: [own, ''], home: [demonstration, ''], documents: [demonstration, 'documents'], reading: [demonstration, text],
        correct: [demonstration, `${text}/correct`], 'correct-paragraph': [demonstration, `${text}/correct?paragraph=op2`], history: [demonstration, `${text}/history`],
        'series-list': [demonstration, 'series'], series: [demonstration, 'series/CA/RES/35/27'], search: [demonstration, 'search?q=water'],
        import: [own, 'import'], help: [demonstration, 'help'], manual: [demonstration, 'help/reading'], about: [demonstration, 'about'], 'not-found': [demonstration, 'nowhere'],
    };
    const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    for (const { name: look, ...how } of looks) {
        const context = await browser.newContext(how);
        for (const [name, [site, path]] of Object.entries(pages)) {
            const page = await context.newPage();
            await page.goto(new URL(path, site).href);
            await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: true });
            await page.close();
        }
        await context.close();
    }
    const page = await browser.newPage();
    await page.goto(new URL(text, demonstration).href);
    await page.pdf({ path: join(folder, 'reading-printed.pdf'), format: 'A4', preferCSSPageSize: true });
    await browser.close();
    console.log(`pictures of ${Object.keys(pages).length} pages in ${folder}`);
} finally {
    server.kill();
    rmSync(records, { recursive: true, force: true });
}
