// DuckDB's side of the comparison: does the work of readings.sql whenever it is told to, and says how long that took.
//   node peer.mjs <feed.json> <folder of AirQuality.Core>
// Reads commands from stdin, one a line: "run" answers with milliseconds, "rows <file.csv>" writes the rows of the last run, sorted.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DuckDBInstance, version } from '@duckdb/node-api';

const [feed, rules] = process.argv.slice(2);
const threads = 2;
const text = (value) => `'${value.replaceAll("'", "''")}'`;

const instance = await DuckDBInstance.create(':memory:', { threads: `${threads}` });
const db = await instance.connect();
await db.run('SET preserve_insertion_order = false');
await db.run(`CREATE TABLE limits AS SELECT unnest("values", max_depth := 2) FROM read_json(${text(`${rules}/Readings/value-types.json`)})`);
await db.run(`CREATE TABLE particulate_types AS
  SELECT replace(upper(unnest(particulate)), '-', '') FROM read_json(${text(`${rules}/Readings/sensor-types.json`)})`);

const scales = JSON.parse(readFileSync(`${rules}/Index/Standards/uk-daqi.json`)).pollutants;
const indexOf = (pollutant) => {
  const bounds = scales.find((scale) => scale.pollutant === pollutant).upper_bounds;
  const cases = bounds.map((bound, i) => `WHEN ${pollutant} <= ${bound} THEN ${i + 1}`);
  return `CASE ${cases.join(' ')} WHEN ${pollutant} IS NOT NULL THEN ${bounds.length + 1} END`;
};
const sql = readFileSync(new URL('readings.sql', import.meta.url), 'utf8')
  .replace('$feed, format', `${text(feed)}, format`)
  .replace('$pm10_index AS', `${indexOf('pm10')} AS`)
  .replace('$pm25_index AS', `${indexOf('pm25')} AS`);

console.log(`DuckDB ${version()}, ${threads} threads`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'run') {
    const started = performance.now();
    await db.run(sql);
    console.log(performance.now() - started);
  } else {
    const file = line.slice('rows '.length);
    await db.run(`COPY (SELECT sensor_id, strftime(time, '%Y-%m-%d %H:%M:%S'), aqi FROM readings ORDER BY ALL) TO ${text(file)} (HEADER false)`);
    console.log('written');
  }
}
