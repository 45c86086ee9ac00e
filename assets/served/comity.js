// Comfort on pages that work without it: keys, the place where one is, buttons that copy, files that are dropped. No library, nothing
// fetched but what a person sends. Words come from the page (attributes of the script's own element), never from here.
'use strict';
(() => {
    const said = document.currentScript.dataset;
    const $ = (selector, from = document) => from.querySelector(selector);
    const all = (selector, from = document) => [...from.querySelectorAll(selector)];
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

    // --- where one is: the tick and the part of the spine ---------------------------------------------------------------------------
    const places = new Map(all('.spine .tick, .spine .part-name').map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))]));
    const mark = () => {
        const line = innerHeight / 3;
        for (const kind of ['tick', 'part-name']) {
            let here = null;
            for (const [link, target] of places) {
                if (target && link.classList.contains(kind) && target.getBoundingClientRect().top <= line) here = link;
            }
            for (const link of places.keys()) {
                if (!link.classList.contains(kind)) continue;
                link.classList.toggle('here', link === here);
                if (kind === 'part-name') link === here ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current');
            }
        }
    };
    if (places.size > 0) {
        let waiting = false;
        addEventListener('scroll', () => {
            if (waiting) return;
            waiting = true;
            requestAnimationFrame(() => { waiting = false; mark(); });
        }, { passive: true });
        mark();
    }

    // --- a link into a text whose place is gone -------------------------------------------------------------------------------------
    const look = () => {
        const lost = $('#lost-place');
        if (lost) lost.hidden = location.hash.length < 2 || document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null;
    };
    addEventListener('hashchange', look);
    look();

    // --- copying --------------------------------------------------------------------------------------------------------------------
    for (const field of all('.copy [readonly]')) {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = said.copy;
        button.setAttribute('aria-describedby', field.id);
        button.addEventListener('click', async () => {
            field.select();
            try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand('copy'); }
            button.textContent = said.copied;
            setTimeout(() => { button.textContent = said.copy; }, 2000);
        });
        field.addEventListener('focus', () => field.select());
        field.after(button);
    }

    // --- the reading desk: the one form that codes goes to the paragraph where one is, with the words that are selected -----------------------
    const codeForm = $('form.code-form');
    const takeForm = (row, words, focus = true) => {
        const link = $('.code-link', row)?.parentElement, old = codeForm.closest('.desk-row');
        if (old !== row) {
            $('.desk-beside', row).insertBefore(codeForm, $('.row-acts', row));
            $('[name="at"]', codeForm).value = row.dataset.at;
            $('[name="revision"]', codeForm).value = '0';
            if (link) link.hidden = true;
            const back = $('.code-link', old)?.parentElement;
            if (back) back.hidden = false;
        }
        $('[name="words"]', codeForm).value = words || $('.desk-original', row).textContent.trim();
        if (focus) $('select[name="kind"]', codeForm).focus({ preventScroll: true });
        codeForm.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
    };
    if (codeForm) {
        addEventListener('mouseup', () => {
            const chosen = getSelection(), words = chosen.toString().trim();
            const row = chosen.anchorNode?.parentElement?.closest('.desk-original')?.closest('.desk-row');
            if (words && row) takeForm(row, words, false);
        });
    }

    // --- keys; they can be switched off at /settings ----------------------------------------------------------------------------------
    const inTexts = '.par, .in-text, .pair, .desk-row', listed = `${inTexts}, .queue > li, .hits > li, .items > li`;
    const stops = () => all(listed);
    const step = (by) => {
        const list = stops();
        if (list.length === 0) return;
        let at = list.indexOf(document.activeElement.closest(listed));
        // From where the window is, if the keyboard is nowhere in the list.
        if (at < 0) at = list.findIndex((one) => one.getBoundingClientRect().bottom > 80) - (by > 0 ? 1 : 0);
        const next = list[Math.max(0, Math.min(list.length - 1, at + by))];
        const link = next.matches(inTexts) ? null : $('a, button, summary', next);
        if (!link) next.tabIndex = -1;
        (link ?? next).focus({ preventScroll: true });
        next.scrollIntoView({ block: next.matches(inTexts) ? 'center' : 'nearest', behavior: calm ? 'auto' : 'smooth' });
    };
    const go = (address) => { if (address) location.assign(address); };
    const keys = {
        '/': () => { $('#q').focus(); $('#q').select(); },
        j: () => step(1),
        k: () => step(-1),
        '[': () => go($('article.text')?.dataset.before ?? $('[rel="prev"]')?.href),
        ']': () => go($('article.text')?.dataset.after ?? $('[rel="next"]')?.href),
        c: () => {
            const row = document.activeElement.closest('.desk-row');
            if (row && codeForm) takeForm(row, '');
            else go($('a.n', document.activeElement.closest('.par') ?? document.createElement('i'))?.href);
        },
        t: () => $('.take', document.activeElement.closest('.desk-row') ?? document.createElement('i'))?.click(),
        n: () => { if ($('.desk-row')) go($('[rel="next"]')?.href); },
        '?': () => $('#keys')?.showModal(),
    };
    if (said.keys === 'on') {
        addEventListener('keydown', (event) => {
            if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
            if (event.target.closest('input, textarea, select, [contenteditable], dialog')) return;
            const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
            if (!act) return;
            event.preventDefault();
            act();
        });
    }

    // --- files dropped on the import page: each is sent by itself, and has its line ---------------------------------------------------------
    const form = $('form.import');
    if (form) {
        const input = $('input[type="file"]', form);
        const zone = $('.drop', form);
        const lines = $('#sent');
        const bar = $('progress', form);
        let done = 0, in_all = 0, queue = Promise.resolve();
        const row = (name, state, address, symbol) => {
            const made = document.createElement('li');
            const file = document.createElement('span');
            file.textContent = name;
            file.translate = false;
            const words = document.createElement(address ? 'a' : 'span');
            if (address) words.href = address;
            words.textContent = symbol ? `${symbol}, ${state}` : state;
            made.append(file, ' ', words);
            return made;
        };
        const send = async (file) => {
            const line = row(file.name, said.sending);
            lines.append(line);
            const body = new FormData();
            body.append('token', $('[name="token"]', form).value);
            body.append('files', file, file.name);
            try {
                const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'application/json' } });
                const told = await answer.json();
                const result = told.files?.[0];
                line.replaceWith(result ? row(file.name, result.outcome_words + (result.reason ? `: ${result.reason}` : ''), result.address, result.name) : row(file.name, told.detail ?? said.failed));
            } catch {
                line.replaceWith(row(file.name, said.failed));
            }
            done += 1;
            bar.value = done;
            $('#progress-words').textContent = `${done} / ${in_all} ${said.sent}`;
        };
        const take = (files) => {
            if (files.length === 0) return;
            in_all += files.length;
            bar.max = in_all;
            bar.hidden = false;
            for (const file of files) queue = queue.then(() => send(file));
        };
        form.addEventListener('submit', (event) => {
            event.preventDefault();
            take([...input.files]);
            input.value = '';
        });
        const hint = document.createElement('p');
        hint.className = 'soft';
        hint.textContent = said.drop;
        zone.append(hint);
        for (const name of ['dragenter', 'dragover']) zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add('over'); });
        for (const name of ['dragleave', 'drop']) zone.addEventListener(name, () => zone.classList.remove('over'));
        zone.addEventListener('drop', (event) => { event.preventDefault(); take([...event.dataTransfer.files]); });
    }
})();
