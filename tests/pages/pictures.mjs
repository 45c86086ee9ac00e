// Takes pictures of the demonstration's pages and of an empty record, to be looked at by people: wide, dark, on a phone, on a large screen,
// from right to left, and printed.   node pictures.mjs PROGRAM FOLDER [NAME...]
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

const [program, folder, ...only] = process.argv.slice(2);
const records = mkdtempSync(join(tmpdir(), 'comity-pictures-'));
const looks = [
    { name: 'wide', viewport: { width: 1360, height: 900 }, colorScheme: 'light' },
    { name: 'dark', viewport: { width: 1360, height: 900 }, colorScheme: 'dark' },
    { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light', deviceScaleFactor: 2 },
    { name: 'large', viewport: { width: 3840, height: 2160 }, colorScheme: 'light' },
    { name: 'from-right', viewport: { width: 1360, height: 900 }, colorScheme: 'light', locale: 'ar' },
    { name: 'french', viewport: { width: 1360, height: 900 }, colorScheme: 'light', locale: 'fr' },
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
        empty: [own, ''], home: [demonstration, ''], documents: [demonstration, 'documents'], 'documents-filtered': [demonstration, 'documents?kind=resolution&cites=CA/RES/35/27'],
        reading: [demonstration, text], 'reading-long': [demonstration, 'documents/CA/RES/33/21'], quote: [demonstration, `${text}?quote=op2`],
        correct: [demonstration, `${text}/correct`], 'correct-paragraph': [demonstration, `${text}/correct?paragraph=op2`], history: [demonstration, `${text}/history`],
        'series-list': [demonstration, 'series'], series: [demonstration, 'series/CA/RES/35/27'], paragraph: [demonstration, 'documents/CA/RES/35/27/paragraphs/op3/history'], search: [demonstration, 'search?q=water'], queue: [demonstration, 'queue'],
        ages: [demonstration, `${text}?ages=1`], compare: [demonstration, 'compare?a=CA/RES/34/8&b=CA/RES/36/30'],
        precedents: [demonstration, 'precedents?of=CA/RES/36/30'], votes: [demonstration, 'series/CA/RES/35/27/votes'], log: [demonstration, 'log'],
        import: [own, 'import'], help: [demonstration, 'help'], manual: [demonstration, 'help/reading'], about: [demonstration, 'about'], settings: [demonstration, 'settings'],
        components: [demonstration, 'components'], 'not-found': [demonstration, 'nowhere'], absent: [demonstration, 'documents/CA/RES/20/1'],
    };
    const wanted = Object.entries(pages).filter(([name]) => only.length === 0 || only.includes(name));
    const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    for (const { name: look, ...how } of looks) {
        if (process.env.LOOKS && !process.env.LOOKS.split(',').includes(look)) continue;
        const context = await browser.newContext({ locale: 'en', ...how });
        for (const [name, [site, path]] of wanted) {
            const page = await context.newPage();
            await page.goto(new URL(path, site).href, { waitUntil: 'networkidle' });
            await page.evaluate(() => document.fonts.ready);
            await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: !process.env.WINDOW });
            await page.close();
        }
        await context.close();
    }
    for (const name of ['reading', 'series', 'documents']) {
        if (only.length > 0 && !only.includes(name)) continue;
        const page = await (await browser.newContext({ locale: 'en' })).newPage();
        await page.goto(new URL(pages[name][1], demonstration).href, { waitUntil: 'networkidle' });
        await page.pdf({ path: join(folder, `${name}-printed.pdf`), format: 'A4', preferCSSPageSize: true });
    }
    // The best of them for the manual, small: DOCS=docs/pictures tests/pages/pictures PROGRAM FOLDER reading
    if (process.env.DOCS) {
        const encoder = await browser.newPage();
        const desktop = { width: 1360, height: 860 };
        const best = [['reading', text, desktop, {}], ['reading-dark', text, desktop, { colorScheme: 'dark' }], ['reading-arabic', text, desktop, { locale: 'ar' }],
            ['reading-phone', text, { width: 390, height: 780 }, { deviceScaleFactor: 1.5 }], ['series', pages.series[1], desktop, {}],
            ['compare', pages.compare[1], desktop, {}], ['precedents', pages.precedents[1], desktop, {}]];
        for (const [name, path, viewport, how] of best) {
            const page = await (await browser.newContext({ locale: 'en', viewport, ...how })).newPage();
            await page.goto(new URL(path, demonstration).href, { waitUntil: 'networkidle' });
            await page.evaluate(() => document.fonts.ready);
            const png = (await page.screenshot()).toString('base64');
            const webp = await encoder.evaluate(async (bytes) => {
                const image = new Image();
                image.src = `data:image/png;base64,${bytes}`;
                await image.decode();
                const canvas = document.createElement('canvas');
                [canvas.width, canvas.height] = [image.width, image.height];
                canvas.getContext('2d').drawImage(image, 0, 0);
                return canvas.toDataURL('image/webp', 0.82).split(',')[1];
            }, png);
            writeFileSync(join(process.env.DOCS, `${name}.webp`), Buffer.from(webp, 'base64'));
        }
    }
    await browser.close();
    console.log(`pictures of ${wanted.length} pages in ${folder}`);
} finally {
    server.kill();
    rmSync(records, { recursive: true, force: true });
}
