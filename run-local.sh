#!/usr/bin/env bash
# One machine, one command: builds AirQuality, serves a local Timestream, runs a cycle, shows the worst places.
#   ./run-local.sh                 the live 24 h feed, or a bundled real snapshot where there is no network
#   ./run-local.sh --feed 5m       another feed: 24h, 5m, a file or a URL
#   ./run-local.sh --data <dir>    where everything is kept (default .data)
#   ./run-local.sh --serve         then serves the API and the page, and cycles every 5 minutes, until Ctrl-C
#   ./run-local.sh --port 8080     where --serve listens on this machine; 0 takes a free port
#   ./run-local.sh --engine spark  cycles on Apache Spark; jobs/AirQuality.Spark/submit.sh says what it looks for
# Ends with the cycle's exit code; "airquality --help" lists them.
set -euo pipefail
home=$(cd "$(dirname "$0")" && pwd)

data=.data feed="" serve=false port=8080 engine=local
usage() { sed -n '2,9s/^# \{0,1\}//p' "$0"; }
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
    --port)
      need "$@"
      [[ "$2" =~ ^[0-9]{1,5}$ ]] || { echo "run-local.sh: '$2' is no port" >&2; exit 2; }
      port=$2; shift 2 ;;
    -h|--help) usage; exit 0 ;;
    *) echo "run-local.sh: unknown option '$1'" >&2; usage >&2; exit 2 ;;
  esac
done

command -v dotnet >/dev/null || { echo "run-local.sh: the .NET 10 SDK is not installed (no 'dotnet' on PATH)" >&2; exit 3; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

echo "building …"
mkdir -p "$home/artifacts"
build() {
  if ! dotnet build "$1" -c Release -v quiet --nologo > "$home/artifacts/run-local.build.log" 2>&1; then
    cat "$home/artifacts/run-local.build.log" >&2
    echo "run-local.sh: the build failed" >&2
    exit 1
  fi
}
build "$home/jobs/AirQuality.Jobs"
if $serve; then
  "$home/api/web/build.sh" || echo "The API serves its data without the page."
  build "$home/api/AirQuality.Api"
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

# Waits until a child has printed that it is ready; ends with its exit code, and with what it said, where it ended first.
await_ready() { # child, words, where it prints, where it says what is wrong
  until grep -qs "$2" "$3"; do
    if ! kill -0 "$1" 2>/dev/null; then
      cat "$4" >&2
      wait "$1" && status=0 || status=$?
      exit "$status"
    fi
    sleep 0.1
  done
}

mkdir -p "$data"
banner="$data/timestream-local.out"
"${airquality[@]}" timestream-local --port 0 --data "$data" > "$banner" 2> "$data/timestream-local.err" &
server=$!
children+=("$server")
await_ready "$server" ' at http' "$banner" "$data/timestream-local.err"
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
  # The key of the steps side: only its hash is given to the API.
  [[ -s "$data/api.key" ]] || (umask 077 && dotnet "$home/api/AirQuality.Api/bin/Release/net10.0/AirQuality.Api.dll" new-key run-local 2>/dev/null | head -n 1 > "$data/api.key")
  hash=$(tr -d '\n' < "$data/api.key" | { sha256sum 2>/dev/null || shasum -a 256; } | cut -d' ' -f1)
  AIRQUALITY_Data="$data" AIRQUALITY_Timestream__Endpoint="$(grep -o 'http.*' "$banner")" \
    AIRQUALITY_Keys__0__Name=run-local AIRQUALITY_Keys__0__Sha256="$hash" \
    AIRQUALITY_Keys__0__Scopes__0=steps:read AIRQUALITY_Keys__0__Scopes__1=steps:write \
    AIRQUALITY_Steps__Runner=local AIRQUALITY_Steps__Local__Program="$home/jobs/AirQuality.Jobs/bin/Release/net10.0/airquality.dll" \
    AIRQUALITY_Steps__ArchiveSource="${AIRQUALITY_Steps__ArchiveSource:-https://archive.sensor.community/}" \
    AIRQUALITY_Steps__Feeds__recorded__Source="$snapshot" AIRQUALITY_Steps__Feeds__recorded__AveragingMinutes=5 \
    AIRQUALITY_Steps__Feeds__recorded__ReplayAsNow=true \
    dotnet "$home/api/AirQuality.Api/bin/Release/net10.0/AirQuality.Api.dll" --urls "http://127.0.0.1:$port" > "$data/api.log" 2>&1 &
  api=$!
  children+=("$api")
  await_ready "$api" 'Now listening on' "$data/api.log" "$data/api.log"
  url=$(grep -om1 'http://127[^ "]*' "$data/api.log")
  echo
  echo "page      $url/"
  echo "API       $url/v1/latest?index_min=7"
  echo "Swagger   $url/swagger"
  echo "steps     curl -H \"Authorization: Bearer \$(cat $data/api.key)\" $url/v1/steps"
  echo
  echo "Cycling every 5 minutes; Ctrl-C stops. Ask the table in another terminal:"
  echo "  dotnet run --project jobs/AirQuality.Jobs -- query --data $data 'SELECT count(*) FROM \"air_quality\".\"readings\"'"
  "${cycle[@]}" cycle --local --data "$data" "${source[@]}" --every 5m &
  children+=("$!")
  wait -n "${children[@]}" && status=0 || status=$?
fi
exit "$status"
