#!/usr/bin/env bash
# Builds the solution and runs every test project.
#   tests/run.sh            all but the long suites, at most 10 minutes on 2 cores
#   tests/run.sh --long     the long suites too
#   tests/run.sh Core       only the projects whose name holds "Core"
# Ends with one line: N passed, N failed[, N skipped].
set -euo pipefail
cd "$(dirname "$0")/.."

filter=(--filter "Suite!=long")
only=""
for argument in "$@"; do
  case "$argument" in
    --long) filter=() ;;
    -h|--help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
    -*) echo "tests/run.sh: unknown option '$argument' (see --help)" >&2; exit 2 ;;
    *) only="$argument" ;;
  esac
done

command -v dotnet >/dev/null || { echo "tests/run.sh: the .NET 10 SDK is not installed (no 'dotnet' on PATH)" >&2; exit 3; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
log=artifacts/tests
mkdir -p "$log"

if ! dotnet build AirQuality.sln -v quiet --nologo > "$log/build.log" 2>&1; then
  cat "$log/build.log"
  echo "0 passed, 1 failed"
  exit 1
fi

passed=0 failed=0 skipped=0 ran=0
for project in tests/AirQuality.*.Tests; do
  name=$(basename "$project")
  [[ "$name" == *"$only"* ]] || continue
  ran=$((ran + 1))
  status=0
  dotnet test "$project" --no-build --nologo "${filter[@]}" > "$log/$name.log" 2>&1 || status=$?
  # The runner's closing line: Passed!  - Failed: 0, Passed: 12, Skipped: 1, Total: 13, …
  line=$(grep -E 'Failed: +[0-9]+, Passed: +[0-9]+' "$log/$name.log" | tail -n 1 || true)
  count() { sed -nE "s/.*$1: +([0-9]+).*/\1/p" <<< "$line"; }
  if [[ -z "$line" || "$(count Total)" == 0 ]]; then
    cat "$log/$name.log"
    echo "$name: ran no test" >&2
    failed=$((failed + 1))
    continue
  fi
  passed=$((passed + $(count Passed))) failed=$((failed + $(count Failed))) skipped=$((skipped + $(count Skipped)))
  echo "$name: $(count Passed) passed, $(count Failed) failed, $(count Skipped) skipped"
  if [[ "$(count Failed)" != 0 ]]; then
    cat "$log/$name.log"
  elif [[ $status != 0 ]]; then
    cat "$log/$name.log"
    echo "$name: the runner failed with code $status" >&2
    failed=$((failed + 1))
  fi
  grep -E '^\s+\[?[Ss]kipped|\[SKIP\]' "$log/$name.log" || true
done

[[ $ran != 0 ]] || { echo "tests/run.sh: no test project matches '$only'" >&2; exit 2; }
summary="$passed passed, $failed failed"
[[ $skipped == 0 ]] || summary+=", $skipped skipped"
echo "$summary"
[[ $failed == 0 ]]
