#!/usr/bin/env bash
# Puts the first report's load on AirQuality, says what came of it, and fails when a threshold does.
#   loadtest/run.sh                         the six stages, ten minutes, against a stack that it starts on this machine
#   loadtest/run.sh --quick                 the same in small, less than a minute of load
#   loadtest/run.sh --target URL            against an API that runs already
#   loadtest/run.sh --grafana --target URL  against a Grafana with the dashboard of grafana/
#   loadtest/run.sh --elastic               against a group of API workers that grows and shrinks by the scaling rule
#   loadtest/run.sh --elastic --time-scale 20   … whose minutes last three seconds, so that it shrinks in the pauses too
#   loadtest/run.sh --elastic --instance-cores 0.25   … and whose workers are that much of a core (default 0.05: small enough to grow)
#   loadtest/run.sh --out DIR               where the files go (default artifacts/loadtest)
# Needs Node.js 20 with npm, and the .NET 10 SDK unless there is a target. Artillery is installed from npm into loadtest/node_modules, once.
# Exit codes: 0 done · 1 a threshold was missed or a request failed · 2 usage · 3 something is missing or unreachable · 130 interrupted
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/.." && pwd)

target="" scenario=api quick=false elastic=false scale="" cores="" out=$home/artifacts/loadtest
say() { echo "run.sh: $1" >&2; }
bad() { say "$1 (see --help)"; exit 2; }
missing() { say "$1"; exit 3; }
need() { [[ $# -ge 2 && -n "$2" ]] || bad "$1 needs a value"; }
while [[ $# -gt 0 ]]; do
  case "$1" in
    --target)
      need "$@"
      [[ "$2" =~ ^https?://[^/?#[:space:]]+/?$ ]] || bad "--target: '$2' is no URL such as http://127.0.0.1:8080"
      target=${2%/}; shift 2 ;;
    --grafana) scenario=grafana; shift ;;
    --quick) quick=true; shift ;;
    --elastic) elastic=true; shift ;;
    --time-scale)
      need "$@"
      [[ "$2" =~ ^[1-9][0-9]{0,2}$ && "$2" -le 120 ]] || bad "--time-scale: '$2' is no whole number from 1 to 120"
      scale=$2; shift 2 ;;
    --instance-cores)
      need "$@"
      [[ "$2" =~ ^[0-9]{1,2}(\.[0-9]{1,3})?$ && "$2" == *[1-9]* ]] || bad "--instance-cores: '$2' is no number of cores such as 0.25"
      cores=$2; shift 2 ;;
    --out) need "$@"; out=$2; shift 2 ;;
    -h|--help) sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) bad "unknown option '$1'" ;;
  esac
done
[[ $scenario == api || -n "$target" ]] || bad "--grafana needs --target: no Grafana is started here"
[[ -z "$target" ]] || ! $elastic || bad "--elastic starts its own target; leave --target out"
[[ -z "$scale$cores" ]] || $elastic || bad "--time-scale and --instance-cores are for --elastic"

for tool in node npm; do
  command -v $tool >/dev/null || missing "no '$tool' on PATH; install Node.js 20 or newer, which artillery runs on"
done
[[ $(node -p 'process.versions.node.split(".")[0] >= 20') == true ]] || missing "Node.js $(node -v) is too old for artillery; install 20 or newer"
command -v dotnet >/dev/null || [[ -n "$target" ]] || missing "no 'dotnet' on PATH; install the .NET 10 SDK to start the stack, or give a --target"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 ARTILLERY_DISABLE_TELEMETRY=true

{ mkdir -p "$out" && [[ -w "$out" ]]; } 2>/dev/null || missing "--out: nothing can be written to '$out'"
out=$(cd "$out" && pwd)
rm -f "$out"/{results.json,metrics.csv,report.html,elastic.json,elastic.out,stack.log} # what is waited for must not be an earlier run's

# Everything that was started is stopped, and the store's folder goes with it.
children=() data=""
stop() {
  for ((i = ${#children[@]} - 1; i >= 0; i--)); do
    kill -TERM "${children[i]}" 2>/dev/null || true
    wait "${children[i]}" 2>/dev/null || true
  done
  [[ -z "$data" ]] || rm -rf "$data"
}
trap stop EXIT
trap 'exit 130' INT TERM

# Waits until a child prints what it must; ends with its last words where it ends first.
await() { # child, words, where it prints them, where it says what is wrong, name
  until grep -qs "$2" "$3"; do
    if ! kill -0 "$1" 2>/dev/null; then
      tail -n 20 "$4" >&2
      missing "$5 did not come up; $4 has all it said"
    fi
    sleep 0.2
  done
}

# What the machine's one API process takes, as the monitor would write it of an instance: percent of all cores and of all memory.
watch_api() { # process
  local ticks cores total page before="" now
  ticks=$(getconf CLK_TCK) cores=$(nproc) page=$(getconf PAGESIZE) total=$(awk '/^MemTotal/ { print $2 * 1024 }' /proc/meminfo)
  echo timestamp,instance_id,state,memory_utilization,cpu_utilization
  while now="$(cut -d' ' -f1 /proc/uptime) $(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null)" && [[ $now == *' '?* ]]; do
    awk -v time="$(date -u '+%F %T')" -v before="$before" -v now="$now" -v hertz="$ticks" -v cores="$cores" -v page="$page" -v total="$total" 'BEGIN {
      # After the clock and the name: field 13 and 14 are the ticks in user and system mode, 23 the resident pages.
      split(before, was); split(now, is)
      if (before != "") printf "%s,api,running,%.2f,%.2f\n", time, is[23] * page / total * 100, (is[13] + is[14] - was[13] - was[14]) / hertz / (is[1] - was[1]) / cores * 100 }'
    before=$now
    sleep 1
  done
}

# Whether the target answers; of an API also which places it has.
payload=()
reach() {
  if [[ $scenario == api ]]; then
    node "$here/artillery/locations.mjs" "$target" > "$out/locations.csv" || missing "the target $target cannot be loaded"
    payload=(-p "$out/locations.csv")
  else
    node -e 'fetch(process.argv[1], { signal: AbortSignal.timeout(10000) }).catch(error => { console.error(error.cause?.message || error.cause?.code || error.message); process.exit(1) })' "$target" \
      || missing "the target $target cannot be reached"
  fi
}
[[ -z "$target" ]] || reach

modules=$here/node_modules
locked=$modules/.installed-of.json # a copy, because a checkout changes times
if ! cmp -s "$here/package-lock.json" "$locked"; then
  echo "installing artillery (460 MB in loadtest/node_modules; once) …" >&2
  if ! npm ci --prefix "$here" --no-audit --no-fund > "$out/npm.log" 2>&1; then
    tail -n 5 "$out/npm.log" >&2
    missing "artillery could not be installed from npm; $out/npm.log has it all"
  fi
  cp "$here/package-lock.json" "$locked"
fi

program=$here/AirQuality.LoadTest/bin/Release/net10.0/airquality-loadtest.dll
if command -v dotnet >/dev/null; then
  dotnet build "$here/AirQuality.LoadTest" -c Release -v quiet --nologo > "$out/build.log" 2>&1 || { cat "$out/build.log" >&2; say "the build failed"; exit 1; }
fi

if [[ -z "$target" ]]; then
  data=$(mktemp -d)
  echo "starting the stack …" >&2
  "$home/run-local.sh" --serve --port 0 --data "$data" > "$out/stack.log" 2>&1 &
  stack=$!
  children+=("$stack")
  await "$stack" '^API ' "$out/stack.log" "$out/stack.log" "the local stack"
  target=$(sed -n 's/^page *\(.*\)\/$/\1/p' "$out/stack.log")
  if $elastic; then
    dotnet "$program" elastic --api "$home/api/AirQuality.Api/bin/Release/net10.0/AirQuality.Api.dll" --endpoint "$(grep -o 'http.*' "$data/timestream-local.out")" \
      --csv "$out/metrics.csv" --summary "$out/elastic.json" --worker-logs "$out/workers" --instance-cores "${cores:-0.05}" ${scale:+--time-scale "$scale"} > "$out/elastic.out" 2> "$out/elastic.log" &
    children+=("$!")
    await "$!" '^http' "$out/elastic.out" "$out/elastic.log" "the group of workers"
    target=$(grep -m1 '^http' "$out/elastic.out") target=${target%/}
  elif api=$(pgrep -f AirQuality.Api.dll -P "$stack" 2>/dev/null) && [[ -r "/proc/$api/stat" ]]; then
    watch_api "$api" > "$out/metrics.csv" &
    children+=("$!")
  fi
  reach
fi

environment=()
! $quick || environment=(--environment quick)
echo "$scenario at $target; ${scale:+time scale $scale; }everything is told in $out/artillery.log" >&2
status=0
"$modules/.bin/artillery" run --config "$here/artillery/stages.yaml" "${environment[@]}" --target "$target" "${payload[@]}" \
  --output "$out/results.json" "$here/artillery/$scenario.yaml" > "$out/artillery.log" 2>&1 &
children+=("$!")
wait "$!" || status=$?
[[ -s "$out/results.json" ]] || { tail -n 20 "$out/artillery.log" >&2; say "artillery ended with code $status before its end"; exit 1; }
stop
children=()

node "$here/artillery/figures.mjs" "$out/results.json"
sed -n '/^Checks:/,$p' "$out/artillery.log" | grep -E '(ok|fail): ' | sed 's/maxErrorRate < 0/no user gave up/' || true
if command -v dotnet >/dev/null; then
  metrics=()
  [[ ! -s "$out/metrics.csv" ]] || metrics=(--metrics "$out/metrics.csv")
  dotnet "$program" report --results "$out/results.json" "${metrics[@]}" --scenario "$here/artillery/stages.yaml" "${environment[@]}" \
    --out "$out/report.html" || { say "the report could not be drawn"; exit 1; }
fi
echo "files       $out: results.json$(for file in metrics.csv elastic.json report.html; do [[ ! -s "$out/$file" ]] || printf ', %s' "$file"; done)"
[[ $status -le 1 ]] || { say "artillery ended with code $status; see $out/artillery.log"; exit 1; }
[[ $status == 0 ]] || { say "a threshold was missed or a request failed"; exit 1; }
