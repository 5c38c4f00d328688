#!/usr/bin/env bash
# One machine, one command: builds AirQuality, serves a local Timestream, runs a cycle, shows the worst places.
#   ./run-local.sh                 the live 24 h feed, or a bundled real snapshot where there is no network
#   ./run-local.sh --feed 5m       another feed: 24h, 5m, a file or a URL
#   ./run-local.sh --data <dir>    where everything is kept (default .data)
#   ./run-local.sh --serve         keeps the server up and cycles until Ctrl-C
#   ./run-local.sh --engine spark  cycles on Apache Spark; jobs/AirQuality.Spark/submit.sh says what it looks for
# Ends with the cycle's exit code; "airquality --help" lists them.
set -euo pipefail
home=$(cd "$(dirname "$0")" && pwd)

data=.data feed="" serve=false engine=local
usage() { sed -n '2,8s/^# \{0,1\}//p' "$0"; }
need() { [[ $# -ge 2 ]] || { echo "run-local.sh: $1 needs a value" >&2; exit 2; }; }
while [[ $# -gt 0 ]]; do
  case "$1" in
    --data) need "$@"; data=$2; shift 2 ;;
    --feed) need "$@"; feed=$2; shift 2 ;;
    --engine)
      need "$@"
      [[ "$2" == local || "$2" == spark ]] || { echo "run-local.sh: there is no engine '$2'; use local or spark" >&2; exit 2; }
      engine=$2; shift 2 ;;
    --serve) serve=true; shift ;;
    -h|--help) usage; exit 0 ;;
    *) echo "run-local.sh: unknown option '$1'" >&2; usage >&2; exit 2 ;;
  esac
done

command -v dotnet >/dev/null || { echo "run-local.sh: the .NET 10 SDK is not installed (no 'dotnet' on PATH)" >&2; exit 3; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

echo "building …"
mkdir -p "$home/artifacts"
if ! dotnet build "$home/jobs/AirQuality.Jobs" -c Release -v quiet --nologo > "$home/artifacts/run-local.build.log" 2>&1; then
  cat "$home/artifacts/run-local.build.log" >&2
  echo "run-local.sh: the build failed" >&2
  exit 1
fi
airquality=(dotnet "$home/jobs/AirQuality.Jobs/bin/Release/net10.0/airquality.dll")
cycle=("${airquality[@]}")
[[ $engine == local ]] || cycle=("$home/jobs/AirQuality.Spark/submit.sh")

# Everything that runs beside the script is stopped with it.
children=()
stop() {
  for ((i = ${#children[@]} - 1; i >= 0; i--)); do
    kill -TERM "${children[i]}" 2>/dev/null || true
    wait "${children[i]}" 2>/dev/null || true
  done
}
trap stop EXIT
trap 'exit 130' INT TERM

mkdir -p "$data"
banner="$data/timestream-local.out"
"${airquality[@]}" timestream-local --port 0 --data "$data" > "$banner" 2> "$data/timestream-local.err" &
server=$!
children+=("$server")
until grep -qs ' at http' "$banner"; do
  if ! kill -0 "$server" 2>/dev/null; then
    cat "$data/timestream-local.err" >&2
    wait "$server" && status=0 || status=$?
    exit "$status"
  fi
  sleep 0.1
done
cat "$banner"

snapshot="$home/tests/fixtures/feed/data.dust.min.json.2018-06-03.part-a.json"
recorded=(--feed "$snapshot" --averaging-minutes 5 --replay-as-now)
source=(--feed "${feed:-24h}")
status=0
"${cycle[@]}" cycle --local --data "$data" "${source[@]}" || status=$?
if [[ $status == 4 && -z "$feed" ]]; then
  echo "The live feed cannot be had; taking the bundled snapshot of 2018-06-03 (5 min means of 2,967 real sensors), moved to now."
  source=("${recorded[@]}")
  status=0
  "${cycle[@]}" cycle --local --data "$data" "${source[@]}" || status=$?
fi

echo
echo "The worst places by index, last 24 hours (indicative: low-cost sensors):"
worst=$("${airquality[@]}" query --local --data "$data" "
  SELECT location_id, country, max(aqi) AS aqi, round(max(P1), 1) AS pm10, round(max(P2), 1) AS pm25, max(time) AS newest
  FROM \"air_quality\".\"readings\"
  WHERE measure_name = 'air_quality' AND time > ago(24h) AND aqi IS NOT NULL
  GROUP BY location_id, country
  ORDER BY aqi DESC, pm25 DESC LIMIT 10" 2>&1) || case "$worst" in
    *"does not exist"*) worst="no reading with an index yet" ;; # the table learns columns from what is written
    *) echo "$worst" >&2; [[ $status != 0 ]] || status=1 ;;
  esac
echo "$worst"

if $serve; then
  echo
  echo "Cycling every 5 minutes; Ctrl-C stops. Ask it in another terminal:"
  echo "  dotnet run --project jobs/AirQuality.Jobs -- query --data $data 'SELECT count(*) FROM \"air_quality\".\"readings\"'"
  "${cycle[@]}" cycle --local --data "$data" "${source[@]}" --every 5m &
  children+=("$!")
  wait "$!" || status=$?
fi
exit "$status"
