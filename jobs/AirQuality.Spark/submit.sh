#!/usr/bin/env bash
# Runs airquality-spark on Apache Spark: finds Spark and the worker, or fetches them, and calls spark-submit.
#   jobs/AirQuality.Spark/submit.sh cycle --feed 24h        the verbs and options are airquality's
# What it looks at:
#   SPARK_HOME          an Apache Spark 3.5 for Scala 2.12; without it, 3.5.3 is fetched into artifacts/spark
#   SPARK_MASTER        default local[*,4]: all cores, and each task is tried four times
#   DOTNET_WORKER_DIR   a Microsoft.Spark.Worker 2.3.1, as published or repackaged; without it, the published one is fetched
#   SPARK_SUBMIT_ARGS   more arguments for spark-submit
# Exit codes are airquality's; 3 when something is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../.." && pwd)
spark_version=3.5.3 worker_version=2.3.1
cache=$home/artifacts/spark

if [[ "${1:-}" == -h || "${1:-}" == --help ]]; then sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0; fi
fail() { echo "submit.sh: $1" >&2; exit 3; }
for tool in dotnet java; do command -v $tool >/dev/null || fail "no '$tool' on PATH"; done

bin=${AIRQUALITY_SPARK_BIN:-$here/bin/Release/net10.0}
if [[ -z "${AIRQUALITY_SPARK_BIN:-}" ]]; then
  log=$home/artifacts/spark.build.log
  mkdir -p "$home/artifacts"
  # Restoring the solution asks the package feed what it has.
  if ! { dotnet restore "$home/AirQuality.sln" -v quiet --nologo && dotnet build "$here" -c Release --no-restore -v quiet --nologo; } > "$log" 2>&1; then
    cat "$log" >&2
    echo "submit.sh: the build failed" >&2
    exit 1
  fi
fi
jar=$(find "$bin" -maxdepth 1 -name 'microsoft-spark-3-5_2.12-*.jar' -print -quit)
if [[ -z "$jar" ]]; then
  exec dotnet "$bin/airquality-spark.dll" "$@" # Built without the package: it says so.
fi

# fetch <url> <file>: whole or not at all.
fetch() {
  command -v curl >/dev/null || fail "no 'curl' on PATH to fetch $1"
  mkdir -p "$(dirname "$2")"
  curl --fail --silent --show-error --location --connect-timeout 10 --output "$2.part" "$1" || { rm -f "$2.part"; return 1; }
  mv "$2.part" "$2"
}

if [[ -z "${SPARK_HOME:-}" ]]; then
  name=spark-$spark_version-bin-hadoop3
  if [[ ! -d "$cache/$name" ]]; then
    url=https://archive.apache.org/dist/spark/spark-$spark_version/$name.tgz
    echo "fetching $url" >&2
    fetch "$url" "$cache/$name.tgz" && fetch "$url.sha512" "$cache/$name.tgz.sha512" \
      || fail "there is no SPARK_HOME, and Apache Spark $spark_version cannot be fetched; unpack it somewhere and set SPARK_HOME"
    # The checksum file is one of two forms: digits and name in a line, or the name and groups of digits over several lines.
    published=$(tr -d '[:space:]' < "$cache/$name.tgz.sha512" | grep -oiE '[0-9a-f]{128}' | tr 'A-F' 'a-f')
    [[ "$(sha512sum < "$cache/$name.tgz" | cut -d' ' -f1)" == "$published" ]] \
      || { rm -f "$cache/$name.tgz"; fail "$name.tgz does not have the checksum that its project publishes; it was deleted"; }
    tar -xzf "$cache/$name.tgz" -C "$cache"
  fi
  export SPARK_HOME=$cache/$name
fi
[[ -x "$SPARK_HOME/bin/spark-submit" ]] || fail "SPARK_HOME is '$SPARK_HOME', which has no bin/spark-submit"

worker=${DOTNET_WORKER_DIR:-$cache/worker}
if [[ -z "${DOTNET_WORKER_DIR:-}" && ! -f "$worker/VERSION" ]]; then
  archive=Microsoft.Spark.Worker.net8.0.linux-x64-$worker_version.tar.gz
  url=https://github.com/dotnet/spark/releases/download/v$worker_version/$archive
  echo "fetching $url" >&2
  fetch "$url" "$cache/$archive" \
    || fail "there is no DOTNET_WORKER_DIR, and Microsoft.Spark.Worker $worker_version cannot be fetched; unpack it somewhere and set DOTNET_WORKER_DIR"
  "$home/bootstrap/repackage-worker.sh" "$cache/$archive" "$worker"
elif [[ -n "${DOTNET_WORKER_DIR:-}" && ! -f "$worker/VERSION" ]]; then
  "$home/bootstrap/repackage-worker.sh" "$DOTNET_WORKER_DIR" "$cache/worker-given"
  worker=$cache/worker-given
fi
[[ "$(cat "$worker/VERSION")" == "$worker_version" ]] || fail "the worker in '$worker' is version $(cat "$worker/VERSION"), this program needs $worker_version"

export DOTNET_WORKER_DIR=$worker DOTNET_ASSEMBLY_SEARCH_PATHS=$bin SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1}

# The runner puts everything that the program prints on one stream, so what is data takes a pipe of its own.
pipes=$(mktemp -d)
trap 'rm -rf "$pipes"' EXIT
mkfifo "$pipes/output"
cat "$pipes/output" &
reader=$!
exec 9> "$pipes/output" # Held open here, so that the reader ends neither too early nor never.
export AIRQUALITY_OUTPUT=$pipes/output

# The library's own chatter would bury the progress.
# shellcheck disable=SC2086 # several arguments in one variable
"$SPARK_HOME/bin/spark-submit" --master "${SPARK_MASTER:-local[*,4]}" \
  --conf "spark.driver.extraJavaOptions=-Dlog4j2.configurationFile=file:$here/log4j2.properties" \
  --conf spark.ui.enabled=false ${SPARK_SUBMIT_ARGS:-} \
  --class org.apache.spark.deploy.dotnet.DotnetRunner "$jar" dotnet "$bin/${AIRQUALITY_SPARK_PROGRAM:-airquality-spark.dll}" "$@" \
  > >(sed -uE '/\[vm\] \[(Debug|Info)\]|^DotnetWorker PID|Socket is closed by JVM/d' >&2) 2>&1 9>&- &
job=$!
signalled=false
# The program is told, not the JVM around it: it finishes what is in flight, says so, and takes the JVM with it.
stop() { signalled=true; pkill -TERM -P "$job" -f airquality-spark.dll || kill -TERM "$job" 2>/dev/null || true; }
trap stop INT TERM
while :; do
  signalled=false status=0
  wait "$job" || status=$?
  $signalled || break # a signal ends the wait, not the job
done
exec 9>&-
wait "$reader" || true
exit "$status"
