"""What goes out as IATI 2.03, by the standard's rules as they are known here: no schema is at hand, so this is a reader of its own. Each rule is shown a file that breaks it."""
import re
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

import program
from program import comity

LANGUAGE = '{http://www.w3.org/XML/1998/namespace}lang'
# The order of an activity's elements; those that every activity has.
ORDER = ['iati-identifier', 'reporting-org', 'title', 'description', 'participating-org', 'other-identifier', 'activity-status', 'activity-date', 'contact-info', 'activity-scope', 'recipient-country', 'recipient-region',
         'location', 'sector', 'tag', 'country-budget-items', 'humanitarian-scope', 'policy-marker', 'collaboration-type', 'default-flow-type', 'default-finance-type', 'default-aid-type', 'default-tied-status', 'budget',
         'planned-disbursement', 'capital-spend', 'transaction', 'document-link', 'related-activity', 'legacy-data', 'conditions', 'result']
NEEDED = ['iati-identifier', 'reporting-org', 'title', 'description', 'participating-org', 'activity-status', 'activity-date', 'sector']
# Attributes: which must be there, and their codes.
CODES = {('reporting-org', 'type'): '10 11 15 21 22 23 24 30 40 60 70 71 72 73 80 90', ('participating-org', 'role'): '1 2 3 4', ('description', 'type'): '1 2 3 4', ('activity-status', 'code'): '1 2 3 4 5 6',
         ('activity-date', 'type'): '1 2 3 4', ('activity-scope', 'code'): '1 2 3 4 5 6 7 8', ('collaboration-type', 'code'): '1 2 3 4 6 7 8', ('result', 'type'): '1 2 3 9', ('indicator', 'measure'): '1 2 3 4 5'}
NARRATED = ['reporting-org', 'title', 'description', 'participating-org']


def wrong_with(text):
    """All that is wrong with a file."""
    root, wrong, seen = ElementTree.fromstring(text), [], set()
    if root.tag != 'iati-activities' or root.get('version') != '2.03':
        wrong.append('root or version')
    for activity in root:
        name = activity.findtext('iati-identifier', '')
        places = [ORDER.index(child.tag) if child.tag in ORDER else -1 for child in activity]
        if activity.tag != 'iati-activity' or -1 in places or places != sorted(places):
            wrong.append(f'{name}: order of elements')
        wrong += [f'{name}: {tag} is missing' for tag in NEEDED if activity.find(tag) is None]
        wrong += [f'{name}: several {tag}' for tag in ('iati-identifier', 'reporting-org', 'title', 'activity-status', 'activity-scope', 'collaboration-type') if len(activity.findall(tag)) > 1]
        if name in seen or re.search(r'[/&|?\s]', name) or not name.startswith(activity.find('reporting-org').get('ref', '?') + '-'):
            wrong.append(f'{name}: identifier')
        seen.add(name)
        for element in activity.iter():
            for (tag, attribute), codes in CODES.items():
                if element.tag == tag and element.get(attribute, '1' if tag == 'description' else None) not in codes.split():
                    wrong.append(f'{name}: {tag} {attribute} {element.get(attribute)}')
            narratives = element.findall('narrative')
            if element.tag in NARRATED and not narratives or any(not (one.text or '').strip() for one in narratives):
                wrong.append(f'{name}: {element.tag} says nothing')
            if len({one.get(LANGUAGE, activity.get(LANGUAGE)) for one in narratives}) != len(narratives):
                wrong.append(f'{name}: {element.tag} says it twice in one language')
        wrong += [f'{name}: date {one.get("iso-date")}' for one in activity.findall('activity-date') if not re.fullmatch(r'\d{4}-\d\d-\d\d', one.get('iso-date', ''))]
        wrong += [f'{name}: country {one.get("code")}' for one in activity.findall('recipient-country') if not re.fullmatch('[A-Z]{2}', one.get('code', ''))]
        wrong += [f'{name}: sector' for one in activity.findall('sector') if not one.get('code')]
        for result in activity.findall('result'):
            if [child.tag for child in result][:1] != ['title'] or result.find('indicator') is None or result.find('indicator/title/narrative') is None:
                wrong.append(f'{name}: result')
    return wrong


class IatiTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix='comity-iati-')
        comity('demo', 'load', record=f'{cls.temporary.name}/own.record')
        cls.text = comity('agreement', '--format', 'iati', record=f'{cls.temporary.name}/demonstration.record').out

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def test_what_goes_out_keeps_the_rules(self):
        self.assertGreaterEqual(self.text.count('<iati-activity '), 3)
        self.assertEqual(wrong_with(self.text), [])

    def test_each_rule_finds_what_breaks_it(self):
        for before, after in (('version="2.03"', 'version="2.02"'), ('<title><narrative>', '<title><narrative/><narrative>'), ('role="4"', 'role="5"'), ('<activity-status code="2"/>', ''), ('iso-date="2018', 'iso-date="18'),
                              ('<iati-identifier>state:', '<iati-identifier>'), ('<iati-identifier>state:', '<iati-identifier>a/state:'), ('recipient-country code="ZZ"', 'recipient-country code="Zz1"'), ('measure="5"', 'measure="6"'),
                              ('<activity-scope code="3"/>', '<activity-scope code="3"/><activity-date iso-date="2018-01-01" type="2"/>'), ('code="15160"', ''), ('<result type="2">\n<title>', '<result type="2">\n<indicator/><title>'),
                              ('</narrative></description>', '</narrative><narrative>Once more</narrative></description>')):
            self.assertIn(before, self.text)
            self.assertNotEqual(wrong_with(self.text.replace(before, after, 1)), [], after)


if __name__ == '__main__':
    program.main()
