// Prints up to 100 ids of locations that have an index, one a line, as the API at the given URL has them.
const asked = new URL('/v1/latest?by=location&index_min=1&limit=100', process.argv[2]);
try {
  const answer = await fetch(asked, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
  const { results } = await answer.json();
  if (!results?.length) throw new Error('it has no location with an index');
  for (const { locationId } of results) console.log(locationId);
} catch (error) {
  console.error(`${asked}: ${error.cause?.message || error.cause?.code || error.message}`);
  process.exitCode = 1;
}
