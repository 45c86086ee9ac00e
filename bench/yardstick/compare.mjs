// The yardstick of the comparison: each line of A goes to the first line of B, from where the last one was found on, whose Levenshtein ratio
// (L1 + L2 - d) / (L1 + L2) is at least 0.8; within a pair the words are compared by the package diff. Prints the median time of a pair of
// files in milliseconds, over the neighbours among the files given, by time of the processor, and how many lines were paired.
//   node compare.mjs ROUNDS FILE...
import { readFileSync } from 'node:fs';
import { diffWords } from 'diff';
import levenshtein from 'fast-levenshtein';

const threshold = 0.8;
const [rounds, ...files] = process.argv.slice(2);
const texts = files.map((file) => readFileSync(file, 'utf8').split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== ''));

const ratio = (a, b) => (a.length + b.length - levenshtein.get(a, b)) / (a.length + b.length);

function compare(a, b) {
    let from = 0, paired = 0;
    for (const line of a) {
        for (let at = from; at < b.length; ++at) {
            if (ratio(line, b[at]) < threshold) continue;
            diffWords(line, b[at]);
            from = at + 1;
            ++paired;
            break;
        }
    }
    return paired;
}

const milliseconds = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
};

const times = [];
let paired = 0;
for (let round = 0; round < Number(rounds); ++round) {
    for (let i = 0; i + 1 < texts.length; ++i) {
        const since = milliseconds();
        const found = compare(texts[i], texts[i + 1]);
        times.push(milliseconds() - since);
        if (round === 0) paired += found;
    }
}
times.sort((x, y) => x - y);
console.log(JSON.stringify({ median_ms: times[Math.floor(times.length / 2)], paired }));
