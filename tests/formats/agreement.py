#!/usr/bin/env python3
"""How far the same text agrees with itself when it comes as a PDF, DOC or RTF, which other programs make readable first. (DOCX, ODT and HTML, which
need none, are looked at by tests/words.)

  tests/formats/agreement.py --comity PROGRAM --texts FOLDER --work FOLDER [--formats pdf,doc,rtf] [--every N] [--worst N]
  tests/formats/agreement.py --comity PROGRAM --texts FOLDER --files FOLDER          files made elsewhere, named as the texts

Each text is read as plain text, set as a United Nations document is set (masthead, numbered paragraphs with indents, italic opening words,
real footnotes, running heads, page numbers) in an OpenDocument file, which LibreOffice turns into the formats. Each is read back and held
against the reading of the plain text, field by field, paragraph by paragraph. Files that stand in the work folder are not made again.
"""
import argparse
import collections
import concurrent.futures
import difflib
import json
import pathlib
import re
import subprocess
import sys
from xml.sax.saxutils import escape

FACTS = ['symbol', 'kind', 'body', 'session', 'number', 'title', 'date_adopted', 'agenda_items', 'committee', 'reports', 'drafts', 'meeting', 'adoption', 'vote', 'sponsors', 'language']
FIELDS = ['id', 'kind', 'number', 'level', 'opening', 'text', 'footnotes', 'citations']
FILTERS = {'pdf': 'pdf:writer_pdf_Export', 'doc': 'doc:MS Word 97', 'rtf': 'rtf:Rich Text Format'}

HEAD = '''<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="Serif" svg:font-family="'Liberation Serif'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="120%" fo:hyphenation-ladder-count="no-limit"/><style:text-properties style:font-name="Serif" fo:font-size="10pt" fo:language="en" fo:country="GB" fo:hyphenate="false"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Footnote" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="8.5pt"/></style:style>
<style:style style:name="Small" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties><style:tab-stops><style:tab-stop style:position="13cm" style:type="right"/></style:tab-stops></style:paragraph-properties><style:text-properties fo:font-size="8.5pt" fo:font-weight="bold"/></style:style>
<text:notes-configuration text:note-class="footnote" text:citation-style-name="Raised" text:citation-body-style-name="Raised"/>
<style:style style:name="Raised" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
</office:styles>
<office:automatic-styles>
<style:style style:name="First" style:family="paragraph" style:parent-style-name="Standard" style:master-page-name="First"><style:text-properties fo:font-size="14pt"/></style:style>
<style:style style:name="Mast" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.4cm" fo:margin-left="1cm" fo:text-indent="-1cm"/><style:text-properties fo:font-size="12pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-top="0.3cm" fo:margin-bottom="0.2cm"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0.21cm" fo:text-indent="0.85cm" fo:text-align="justify"><style:tab-stops><style:tab-stop style:position="1.7cm"/></style:tab-stops></style:paragraph-properties></style:style>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0.21cm" fo:text-indent="0.85cm" fo:text-align="justify"><style:tab-stops><style:tab-stop style:position="1.7cm"/></style:tab-stops></style:paragraph-properties></style:style>
<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0.21cm" fo:margin-left="2.55cm" fo:text-indent="-0.85cm" fo:text-align="justify"><style:tab-stops><style:tab-stop style:position="2.55cm"/></style:tab-stops></style:paragraph-properties></style:style>
<style:style style:name="Plain" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0.21cm" fo:text-align="justify"/></style:style>
<style:style style:name="Closing" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="end"/><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="i" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21.59cm" fo:page-height="27.94cm" fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="4.35cm" fo:margin-right="4.2cm"/>
<style:header-style><style:header-footer-properties fo:min-height="1.2cm" fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
'''


def masters(model):
    symbol, title = escape(model['symbol'] or ''), escape(model['title'] or '')
    foot = '<style:footer><text:p text:style-name="Small"><text:page-number/>/<text:page-count/><text:tab/>24-01234</text:p></style:footer>'
    return ('<office:master-styles><style:master-page style:name="First" style:page-layout-name="L" style:next-style-name="Standard">'
            '<style:footer><text:p text:style-name="Small">24-01234 (E)    010224</text:p></style:footer></style:master-page>'
            f'<style:master-page style:name="Standard" style:page-layout-name="L"><style:header><text:p text:style-name="Small">{symbol}<text:tab/>{title[:60]}</text:p></style:header>{foot}</style:master-page></office:master-styles>')


def words(paragraph, notes):
    """The paragraph's text with its opening in italics and its footnotes where they are called."""
    raw = paragraph['text'].encode()
    opening = (paragraph.get('opening') or '').encode()
    begin = paragraph.get('opening_at')
    cuts = {0, len(raw)}
    italic = (begin, begin + len(opening)) if opening and begin is not None else (0, 0)
    cuts.update(italic)
    marks = collections.defaultdict(list)
    for mark in paragraph.get('note_marks', []):
        marks[mark['at']].append(mark['mark'])
        cuts.add(mark['at'])
    out, places = [], sorted(cut for cut in cuts if 0 <= cut <= len(raw))
    for at, end in zip(places, places[1:] + [len(raw)]):
        out += [note(mark, notes) for mark in marks.get(at, [])]
        piece = escape(raw[at:end].decode(errors='replace')).replace('  ', ' <text:s/>')
        if piece:
            out.append(f'<text:span text:style-name="i">{piece}</text:span>' if italic[0] <= at < italic[1] else piece)
    return ''.join(out)


def note(mark, notes):
    if mark not in notes:
        return f'<text:span text:style-name="Raised">{escape(mark)}</text:span>'
    return (f'<text:note text:note-class="footnote"><text:note-citation text:label="{escape(mark)}">{escape(mark)}</text:note-citation>'
            f'<text:note-body><text:p text:style-name="Footnote"> <text:s/>{escape(notes.pop(mark))}</text:p></text:note-body></text:note>')


def document(model, lines):
    """A flat OpenDocument file. Lines that state facts are set as they stand, all others from the reading."""
    notes = {each['mark']: each['text'] for each in model['footnotes']}
    starts, facts = {}, set()
    for paragraph in model['paragraphs']:
        if paragraph['lines']:
            starts.setdefault(paragraph['lines'][0][0], []).append(paragraph)
    for first, last in model['facts']:
        facts.update(range(first, last + 1))
    first_of_text = min(starts, default=len(lines) + 1)
    title = re.sub(r'\W', '', model['title'] or '').lower()
    numbered = re.sub(r'\W', '', re.sub(r'.*/RES/|.*/DEC/', '', model['symbol'] or '')).lower() + title
    body, of_title = ['<text:p text:style-name="First">United Nations</text:p>'], []
    for number in range(1, len(lines) + 1):
        for paragraph in starts.get(number, []):
            body.append(set_paragraph(paragraph, notes))
        line = lines[number - 1].strip().strip('*#_ ')
        if number not in facts or not line or line == 'United Nations':
            continue
        one = re.sub(r'\W', '', line).lower()
        above = number < first_of_text
        if title and above and (title in one or (one in numbered and (of_title or numbered.startswith(one)))):
            of_title.append(line)  # over several lines in the source, in one paragraph here
            continue
        if of_title:
            body.append(f'<text:p text:style-name="Title">{escape(" ".join(of_title))}</text:p>')
            of_title = []
        adopted = above and re.match('(Resolution|Decision) adopted|on \\d+ [A-Z][a-z]+ \\d{4}$', line)
        style = 'Heading' if adopted else 'Mast' if above else 'Closing'
        italic = number + 1 in starts and line.endswith(',')
        body.append(f'<text:p text:style-name="{"P1" if italic else style}">' + (f'<text:span text:style-name="i">{escape(line)}</text:span>' if italic else escape(line)) + '</text:p>')
    return HEAD + masters(model) + '<office:body><office:text>' + '\n'.join(body) + '</office:text></office:body></office:document>'


def set_paragraph(paragraph, notes):
    number = paragraph['number']
    style = 'Heading' if paragraph['kind'] == 'heading' else f'P{min(paragraph["level"], 3)}' if paragraph['kind'] in ('preambular', 'operative', 'annex') else 'Plain'
    label = '' if number is None else escape(number + '.' if re.fullmatch(r'\d+|[IVXL]+|[A-Z]', number) else number) + ('<text:tab/>' if paragraph['kind'] != 'heading' else ' ')
    return f'<text:p text:style-name="{style}">{label}{words(paragraph, notes)}</text:p>'


def plain(text):
    return re.sub(r'\s+', ' ', text or '').strip()


def read(comity, path):
    run = subprocess.run([comity, 'read', '--format', 'json', path], capture_output=True, text=True)
    return (json.loads(run.stdout), '') if run.returncode == 0 else (None, run.stderr.strip())


def value_of(field, paragraph):
    if field == 'text':
        return plain(paragraph['text'])
    if field == 'citations':
        return [(each['text'], each['target']) for each in paragraph['citations']]
    return paragraph[field]


def compare(truth, other):
    """Counts of (agreeing, all) by field, and what differs, in words."""
    counts, said = collections.Counter(), []
    for field in FACTS:
        if truth[field] in (None, [], ''):
            continue
        counts[field, 'all'] += 1
        if truth[field] == other[field]:
            counts[field, 'same'] += 1
        else:
            said.append(f'{field}: {json.dumps(truth[field], ensure_ascii=False)[:90]} <> {json.dumps(other[field], ensure_ascii=False)[:90]}')
    keys = [[re.sub(r'\W', '', each['text']).lower() for each in model['paragraphs']] for model in (truth, other)]
    pairs = []
    for op, a, a_end, b, b_end in difflib.SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if op == 'equal' or (op == 'replace' and a_end - a == b_end - b):
            pairs += list(zip(range(a, a_end), range(b, b_end)))
        else:
            counts['missing', 'same'] += a_end - a
            counts['extra', 'same'] += b_end - b
            said += [f'- {truth["paragraphs"][i]["id"]} {plain(truth["paragraphs"][i]["text"])[:100]}' for i in range(a, a_end)][:3]
            said += [f'+ {other["paragraphs"][i]["id"]} {plain(other["paragraphs"][i]["text"])[:100]}' for i in range(b, b_end)][:3]
    counts['paragraphs', 'all'] += len(keys[0])
    for a, b in pairs:
        one, two = truth['paragraphs'][a], other['paragraphs'][b]
        whole = True
        for field in FIELDS:
            counts['paragraph ' + field, 'all'] += 1
            if value_of(field, one) == value_of(field, two):
                counts['paragraph ' + field, 'same'] += 1
            else:
                whole = False
                said.append(f'{one["id"]} {field}: {str(value_of(field, one))[:100]} <> {str(value_of(field, two))[:100]}' if field != 'text' else text_difference(one, two))
        counts['paragraphs', 'same'] += whole
    # A note whose mark the plain text has lost is called nowhere: no file can be set with it.
    called = {mark['mark'] for each in truth['paragraphs'] for mark in each['note_marks']}
    notes = [[(each['mark'], plain(each['text'])) for each in model['footnotes'] if each['mark'] in called] for model in (truth, other)]
    counts['footnotes', 'all'] += len(notes[0])
    counts['footnotes', 'same'] += sum((collections.Counter(notes[0]) & collections.Counter(notes[1])).values())
    said += [f'note {each} is missing' for each in notes[0] if each not in notes[1]][:3]
    counts['documents', 'all'] += 1
    counts['documents', 'same'] += not said
    return counts, said


def text_difference(one, two):
    a, b = plain(one['text']), plain(two['text'])
    at = next((i for i in range(min(len(a), len(b))) if a[i] != b[i]), min(len(a), len(b)))
    return f'{one["id"]} text: ...{a[max(0, at - 30):at + 40]!r} <> ...{b[max(0, at - 30):at + 40]!r}'


def make(arguments, form, names):
    folder = arguments.work / form
    folder.mkdir(parents=True, exist_ok=True)
    missing = [str(arguments.work / 'set' / f'{name}.fodt') for name in names if not (folder / f'{name}.{form}').exists()]
    for begin in range(0, len(missing), 60):
        subprocess.run(['nice', 'soffice', f'-env:UserInstallation=file://{arguments.work.resolve()}/profile', '--headless', '--convert-to', FILTERS[form], '--outdir', str(folder),
                        *missing[begin:begin + 60]], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder


def report(form, truths, folder, arguments):
    counts, worst, refused = collections.Counter(), [], []
    files = {path.stem: path for path in sorted(folder.iterdir()) if path.is_file()}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        readings = dict(zip(files, pool.map(lambda path: read(arguments.comity, path), files.values())))
    for name, truth in truths.items():
        if name not in readings:
            continue
        other, why = readings[name]
        if other is None:
            refused.append(f'{name}: {why[:150]}')
            continue
        one, said = compare(truth, other)
        counts.update(one)
        if said:
            worst.append((len(said), name, said))
    print(f'\n{form}: {counts["documents", "all"]} documents, {counts["documents", "same"]} without any difference, {len(refused)} refused')
    for field in [*FACTS, 'paragraphs', *('paragraph ' + each for each in FIELDS), 'footnotes']:
        if counts[field, 'all']:
            print(f'  {field:22} {counts[field, "same"]:6} of {counts[field, "all"]:6}  {100 * counts[field, "same"] / counts[field, "all"]:6.2f} %')
    print(f'  paragraphs missing {counts["missing", "same"]}, besides {counts["extra", "same"]}')
    for line in refused[:5]:
        print('  refused', line)
    for _, name, said in sorted(worst, reverse=True)[:arguments.worst]:
        print(f'  {name}: {len(said)} differences')
        for line in said[:arguments.lines]:
            print('     ', line)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--comity', default='build/release/comity')
    parser.add_argument('--texts', type=pathlib.Path, required=True)
    parser.add_argument('--work', type=pathlib.Path, default=pathlib.Path('build/agreement'))
    parser.add_argument('--files', type=pathlib.Path)
    parser.add_argument('--formats', default='pdf')
    parser.add_argument('--every', type=int, default=1)
    parser.add_argument('--worst', type=int, default=8)
    parser.add_argument('--lines', type=int, default=6)
    arguments = parser.parse_args()
    texts = sorted(arguments.texts.glob('*.txt'))[::arguments.every]
    (arguments.work / 'set').mkdir(parents=True, exist_ok=True)
    truths = {}
    for path in texts:
        model, why = read(arguments.comity, path)
        if model is None or not model['paragraphs']:
            continue
        truths[path.stem] = model
        target = arguments.work / 'set' / f'{path.stem}.fodt'
        if not arguments.files and not target.exists():
            target.write_text(document(model, path.read_text(errors='replace').split('\n')))
    if arguments.files:
        return report(arguments.files.name, truths, arguments.files, arguments)
    for form in arguments.formats.split(','):
        report(form, truths, make(arguments, form, list(truths)), arguments)
    return None


if __name__ == '__main__':
    sys.exit(main())
