// Prints what a run came to, from the file that artillery wrote.
import { readFileSync } from 'node:fs';

const { counters, summaries, firstMetricAt, lastMetricAt } = JSON.parse(readFileSync(process.argv[2], 'utf8')).aggregate;
const count = name => counters[name] ?? 0;
const [satisfied, tolerated, frustrated] = ['satisfied', 'tolerated', 'frustrated'].map(name => count(`apdex.${name}`));
const times = summaries['http.response_time'];
const line = (name, value) => console.log(`${name.padEnd(12)}${value}`);
line('users', count('vusers.created').toLocaleString('en'));
line('requests', `${count('http.requests').toLocaleString('en')} in ${Math.round((lastMetricAt - firstMetricAt) / 1000)} s`);
line('failed', (count('http.requests') - count('http.codes.200')).toLocaleString('en'));
if (times) line('ms', `p50 ${times.p50}, p95 ${times.p95}, p99 ${times.p99}, max ${times.max}`);
if (times) line('apdex', ((satisfied + tolerated / 2) / (satisfied + tolerated + frustrated)).toFixed(4));
