#!/usr/bin/env bash
# Measures the speed and memory that the project promises, prints a table and writes artifacts/bench.json.
#   tests/bench/run.sh                  everything, in a few minutes
#   tests/bench/run.sh parse duckdb     only these; names: floor, parse, duckdb, cycle, empty-cycle, store-write-1, store-write-8,
#                                         query-newest-by-sensor-hour, query-series-week, query-newest-record, store-write-100,
#                                         backfill, backfill-means, api-latest, api-series, api-country, spark-cycle, spark-backfill, spark-index
#   tests/bench/run.sh --strict         exit code 1 when a bar is missed
#   tests/bench/run.sh generate <file>  write the 35,000-entry feed that is measured on, and print its SHA-256
# Contenders run in turn, pair by pair; a ratio is the median over the pairs. DuckDB needs Node.js and npm;
# what has spark in its name needs Java, and Spark as jobs/AirQuality.Spark/submit.sh finds it; the rest needs nothing.
set -euo pipefail
bench=$(cd "$(dirname "$0")" && pwd)

case "${1:-}" in
  -h|--help) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 0 ;;
esac

command -v dotnet >/dev/null || { echo "tests/bench/run.sh: the .NET 10 SDK is not installed (no 'dotnet' on PATH)" >&2; exit 3; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
log=$bench/../../artifacts/bench
mkdir -p "$log"

# Restoring the solution asks the package feed what it has.
if ! { dotnet restore "$bench/../../AirQuality.sln" -v quiet --nologo && dotnet build "$bench/AirQuality.Bench" -c Release --no-restore -v quiet --nologo \
    && dotnet build "$bench/AirQuality.Bench.Spark" -c Release --no-restore -v quiet --nologo; } > "$log/build.log" 2>&1; then
  cat "$log/build.log" >&2
  exit 1
fi

if [[ "${1:-}" != generate && ! -d "$bench/duckdb/node_modules" ]]; then
  if ! command -v npm >/dev/null; then
    echo "DuckDB is left out: no 'npm' on PATH" >&2
  elif ! npm ci --prefix "$bench/duckdb" --no-audit --no-fund > "$log/npm.log" 2>&1; then
    echo "DuckDB is left out: npm ci failed, see artifacts/bench/npm.log" >&2
  fi
fi

exec "$bench/AirQuality.Bench/bin/Release/net10.0/AirQuality.Bench" "$@"
