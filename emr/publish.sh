#!/usr/bin/env bash
# Builds what nodes and hosts install, and uploads it as one immutable version to s3://<bucket>/artifacts/<version>/.
#   emr/publish.sh --bucket <name> --worker <archive|folder> [options]
#     --bucket <name>            where to; not needed with --dry-run
#     --worker <archive|folder>  Microsoft.Spark.Worker 2.3.1 as its project publishes it for linux-x64; repackaged here, for arm64 too
#     --dotnet-runtime <folder>  holds aspnetcore-runtime-10.*-linux-<arch>.tar.gz; without it, Microsoft's newest is downloaded and checked
#     --arch arm64|x64           for these processors only (may be given twice); else for both
#     --only <parts>             of spark,dotnet,host,grafana,bootstrap, with commas; a cluster needs spark, dotnet and bootstrap
#     --out <folder>             where to build (artifacts/publish); the version's files stay there
#     --no-build                 takes the programs that an earlier run has built there
#     --dry-run                  builds, and prints what would be uploaded
# The version is the beginning of the SHA-256 of SHA256SUMS, so the same source in the same folder gives the same version,
# and what is there is not uploaded again.
# SHA256SUMS goes last: a version without it is not one, and the next run makes it whole. The last line printed is artifacts/<version>.
# Exit codes: 0 done · 1 a build or an upload failed · 2 usage · 3 something missing.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
fail() { echo "publish.sh: $2" >&2; exit "$1"; }
say() { echo "$*" >&2; }

bucket="" worker="" runtimes="" parts=spark,dotnet,host,grafana,bootstrap out=$home/artifacts/publish build=true dry=false archs=()
while [[ $# -gt 0 ]]; do
  case "$1" in
    -h|--help) sed -n '2,15s/^# \{0,1\}//p' "$0"; exit 0 ;;
    --dry-run) dry=true; shift; continue ;;
    --no-build) build=false; shift; continue ;;
    --bucket|--worker|--dotnet-runtime|--arch|--only|--out) [[ -n "${2:-}" ]] || fail 2 "$1 needs a value (see --help)" ;;
    *) fail 2 "unknown option '$1' (see --help)" ;;
  esac
  case "$1" in
    --bucket) bucket=$2 ;;
    --worker) worker=$2 ;;
    --dotnet-runtime) runtimes=$2 ;;
    --arch) [[ "$2" == arm64 || "$2" == x64 ]] || fail 2 "--arch is '$2', not arm64 or x64"; archs+=("$2") ;;
    --only) parts=$2 ;;
    --out) out=$2 ;;
  esac
  shift 2
done
[[ ${#archs[@]} -gt 0 ]] || archs=(arm64 x64)
for part in ${parts//,/ }; do [[ ,spark,dotnet,host,grafana,bootstrap, == *,"$part",* ]] || fail 2 "--only knows no part '$part' (see --help)"; done
wanted() { [[ ",$parts," == *,"$1",* ]]; }
if $dry; then bucket=${bucket:-<bucket>}; else
  [[ "$bucket" =~ ^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$ ]] || fail 2 "--bucket is '$bucket', which is no name of a bucket"
fi
[[ -z "$runtimes" || -d "$runtimes" ]] || fail 3 "--dotnet-runtime is '$runtimes', which is no folder"
[[ -z "$worker" || -e "$worker" ]] || fail 3 "--worker is '$worker', which is not there"
tools=(dotnet zip sha256sum)
$dry || tools+=(aws)
for tool in "${tools[@]}"; do command -v "$tool" >/dev/null || fail 3 "no '$tool' on PATH"; done
mkdir -p "$out"
out=$(cd "$out" && pwd)
stage=$out/stage programs=$out/programs
rm -rf "$stage"
mkdir -p "$stage" "$programs"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

# quietly <log> <command…>: prints the log if it fails.
quietly() {
  local log=$out/$1.log
  shift
  "$@" > "$log" 2>&1 || { tail -n 40 "$log" >&2; fail 1 "'$1 ${2:-}' failed; $log has it all"; }
}

# compile <project folder> <arch>: without paths, revisions and times of this machine, so that the same source gives the same bytes.
# Without symbols, too: the generated code for logging has its classes in another order each time, which shows in nothing but them and their checksum.
compile() {
  local name made
  name=$(basename "$1") made=$programs/$(basename "$1")-$2
  if $build; then
    say "building $name for linux-$2"
    rm -rf "$made"
    quietly "$name-$2" dotnet publish "$home/$1" -c Release -r "linux-$2" --self-contained false -o "$made" --artifacts-path "$out/obj" --nologo -v quiet \
      -p:UseAppHost=false -p:PublishDocumentationFiles=false -p:SatelliteResourceLanguages=en -p:StaticWebAssetsEnabled=false -p:DebugType=none \
      "-p:PathMap=$home=/_" -p:EnableSourceControlManagerQueries=false -p:EnableSourceLink=false -p:IncludeSourceRevisionInInformationalVersion=false
  fi
  [[ -d "$made" ]] || fail 3 "there is no $made; run without --no-build"
}

# pack <folder> <name>: a zip that depends on nothing but the files' names, contents and whether they can be executed.
pack() {
  find "$1" -type d -exec chmod 755 {} +
  find "$1" -type f -perm -u+x -exec chmod 755 {} +
  find "$1" -type f ! -perm -u+x -exec chmod 644 {} +
  TZ=UTC find "$1" -exec touch -h -d 1980-01-01T00:00:00 {} +
  (cd "$1" && find . -type f | sed 's|^\./||' | LC_ALL=C sort | TZ=UTC zip -X -D -q "$stage/$2" -@)
}

# stamp <folder> <arch>: no assembly is left that the other processor's stamp keeps from loading.
stamp() {
  [[ -f "$out/stamp/assembly-stamp.dll" && ! "$home/bootstrap/assembly-stamp.cs" -nt "$out/stamp/assembly-stamp.dll" ]] \
    || quietly assembly-stamp dotnet build "$home/bootstrap/assembly-stamp.cs" -o "$out/stamp" --nologo -v quiet
  local stamps
  stamps=$(dotnet "$out/stamp/assembly-stamp.dll" "$1" --for "$2") || fail 1 "$(basename "$1") cannot run on linux-$2"
  grep -e '->' <<< "$stamps" >&2 || true
}

# fresh <name>: an empty folder to pack, in $fresh.
fresh() { fresh=$out/pack/$1; rm -rf "$fresh"; mkdir -p "$fresh"; }

spark() {
  if $build; then
    quietly feed dotnet msbuild "$home/AirQuality.sln" -t:ProbeFeed -p:MSBuildIsRestoring=true --nologo -v:minimal
    grep -q '<HasSparkPackages>true<' "$home/artifacts/feed.props" \
      || fail 3 "the package feed has no Microsoft.Spark, so the Spark program cannot be built; use a feed that has it, or leave it out with --only"
  fi
  [[ -n "$worker" ]] || fail 3 "no --worker: download Microsoft.Spark.Worker.net8.0.linux-x64-2.3.1.tar.gz from https://github.com/dotnet/spark/releases/tag/v2.3.1"
  local arch bridge
  for arch in "${archs[@]}"; do
    compile jobs/AirQuality.Spark "$arch"
    fresh "spark-$arch"
    cp -r "$programs/AirQuality.Spark-$arch/." "$fresh"
    # The package brings one bridge for each Spark; a cluster has one Spark, and its runner takes the bridge from a file of its own.
    bridge=$(find "$fresh" -name 'microsoft-spark-3-5_2.12-*.jar' -print -quit)
    [[ -n "$bridge" ]] || fail 3 "the build has no microsoft-spark-3-5_2.12-*.jar"
    cp "$bridge" "$stage/"
    find "$fresh" -name 'microsoft-spark-*.jar' -delete
    # YARN's cluster mode starts a file of the zip, not a command line.
    # shellcheck disable=SC2016 # for the shell that runs it
    printf '%s\n' '#!/bin/sh' 'exec dotnet "$(dirname "$(readlink -f "$0")")/airquality-spark.dll" "$@"' > "$fresh/airquality-spark"
    chmod 755 "$fresh/airquality-spark"
    stamp "$fresh" "$arch"
    pack "$fresh" "airquality-spark-linux-$arch.zip"
    fresh "worker-$arch"
    quietly worker "$home/bootstrap/repackage-worker.sh" "$worker" "$fresh"
    stamp "$fresh" "$arch"
    pack "$fresh" "worker-linux-$arch.zip"
  done
}

dotnet_runtime() {
  if [[ -z "$runtimes" ]]; then
    say "looking for the newest .NET 10 runtime"
    quietly fetch-runtime dotnet run "$home/bootstrap/fetch-runtime.cs" -- "$out/dotnet" "${archs[@]}"
    runtimes=$out/dotnet
  fi
  local arch archive
  for arch in "${archs[@]}"; do
    archive=$(find "$runtimes" -maxdepth 1 -name "aspnetcore-runtime-10.*-linux-$arch.tar.gz" | sort -V | tail -n 1)
    [[ -n "$archive" ]] || fail 3 "'$runtimes' holds no aspnetcore-runtime-10.*-linux-$arch.tar.gz"
    tar -tzf "$archive" > "$out/runtime.list" 2>/dev/null || fail 3 "'$archive' is no whole archive"
    grep -qE '^(\./)?shared/Microsoft\.NETCore\.App/10\.' "$out/runtime.list" || fail 3 "'$archive' holds no Microsoft.NETCore.App 10"
    cp "$archive" "$stage/"
  done
}

host() {
  local arch
  ! $build || "$home/api/web/build.sh" || say "the API is published without its page"
  for arch in "${archs[@]}"; do
    compile jobs/AirQuality.Jobs "$arch"
    compile api/AirQuality.Api "$arch"
    fresh "host-$arch"
    cp -r "$programs/AirQuality.Jobs-$arch" "$fresh/jobs"
    cp -r "$programs/AirQuality.Api-$arch" "$fresh/api"
    [[ ! -d "$home/bootstrap/systemd" ]] || cp -r "$home/bootstrap/systemd" "$fresh/systemd"
    stamp "$fresh" "$arch"
    pack "$fresh" "airquality-host-linux-$arch.zip"
  done
}

if wanted spark; then spark; fi
if wanted dotnet; then dotnet_runtime; fi
if wanted host; then host; fi
if wanted bootstrap; then cp "$home/bootstrap/node.sh" "$home/bootstrap/mirror.sh" "$stage/"; fi
if wanted grafana; then
  [[ -d "$home/grafana" ]] || fail 3 "there is no $home/grafana"
  fresh grafana
  cp -r "$home/grafana/." "$fresh"
  pack "$fresh" grafana.zip
fi

(cd "$stage" && LC_ALL=C sha256sum -- *) > "$out/SHA256SUMS"
mv "$out/SHA256SUMS" "$stage/SHA256SUMS"
version=$(sha256sum "$stage/SHA256SUMS" | cut -c1-16)
rm -rf "${out:?}/$version"
mv "$stage" "$out/$version"
for part in spark dotnet bootstrap; do wanted "$part" || { say "without $part this version cannot set up a cluster's node"; break; }; done

prefix=artifacts/$version
if $dry; then
  for file in "$out/$version"/*; do printf 'would upload %12d bytes  s3://%s/%s/%s\n' "$(stat -c %s "$file")" "$bucket" "$prefix" "$(basename "$file")"; done
  echo "$prefix"
  exit 0
fi

there=$(aws s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix/" --query 'Contents[].[Key,Size]' --output text) \
  || fail 1 "s3://$bucket cannot be listed"
checksum=(--checksum-algorithm SHA256)
upload() {
  local said
  grep -qxF "$prefix/$1"$'\t'"$(stat -c %s "$out/$version/$1")" <<< "$there" && return
  say "uploading $1"
  said=$(aws s3 cp --only-show-errors "${checksum[@]}" "$out/$version/$1" "s3://$bucket/$prefix/$1" 2>&1) && return
  # An AWS CLI older than the option; it still sends a checksum of its own kind.
  [[ "$said" == *"Unknown options"* ]] || fail 1 "$1 was not uploaded: $said"
  checksum=()
  aws s3 cp --only-show-errors "$out/$version/$1" "s3://$bucket/$prefix/$1" >&2 || fail 1 "$1 was not uploaded"
}
for file in "$out/$version"/*; do [[ "$file" == */SHA256SUMS ]] || upload "$(basename "$file")"; done
upload SHA256SUMS
echo "$prefix"
