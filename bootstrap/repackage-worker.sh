#!/usr/bin/env bash
# Makes a Microsoft.Spark.Worker that runs on the installed .NET out of a published one, which carries .NET 8 and can run nothing newer.
#   bootstrap/repackage-worker.sh <archive or folder> <target folder>
# The target holds only what is not .NET's own, a runtimeconfig that takes any later .NET, and a starter under the name that Spark calls.
# Needs dotnet on the PATH, and tar or unzip for an archive. Running it again replaces the target.
set -euo pipefail
version=2.3.1

[[ $# -eq 2 ]] || { sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2; }
fail() { echo "repackage-worker.sh: $1" >&2; exit 3; }
from=$1 target=$2
command -v dotnet >/dev/null || fail "no 'dotnet' on PATH"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

case "$from" in
  *.tar.gz|*.tgz) mkdir "$scratch/in" && tar -xzf "$from" -C "$scratch/in" || fail "'$from' is no whole archive" ;;
  *.zip) unzip -q "$from" -d "$scratch/in" || fail "'$from' is no whole archive" ;;
  *) [[ -d "$from" ]] || fail "there is no '$from'"; ln -s "$(cd "$from" && pwd)" "$scratch/in" ;;
esac
main=$(find -L "$scratch/in" -name Microsoft.Spark.Worker.dll -print -quit)
[[ -n "$main" ]] || fail "'$from' holds no Microsoft.Spark.Worker.dll"
source=$(dirname "$main")

# The wire format between driver and worker changes from version to version, and a difference shows only as a failing task.
if [[ -f "$source/Microsoft.Spark.Worker.deps.json" ]] && ! grep -q "\"Microsoft.Spark.Worker/$version\"" "$source/Microsoft.Spark.Worker.deps.json"; then
  fail "'$from' is not Microsoft.Spark.Worker $version"
fi

runtime=$(dotnet --list-runtimes | sed -n 's/^Microsoft\.NETCore\.App \([0-9.]*\) \[\(.*\)\]$/\2\/\1/p' | sort -V | tail -1)
[[ -d "$runtime" ]] || fail "dotnet lists no Microsoft.NETCore.App runtime"

out=$scratch/out
mkdir "$out"
for file in "$source"/*.dll; do
  name=$(basename "$file")
  [[ -e "$runtime/$name" ]] || cp "$file" "$out/$name"
done
cat > "$out/Microsoft.Spark.Worker.runtimeconfig.json" <<'JSON'
{"runtimeOptions":{"tfm":"net8.0","rollForward":"Major","framework":{"name":"Microsoft.NETCore.App","version":"8.0.0"},"configProperties":{"System.Globalization.Invariant":true}}}
JSON
# Spark owns this process's standard input and reads its port from the first bytes of its output: it must say nothing, and be replaced.
cat > "$out/Microsoft.Spark.Worker" <<'SH'
#!/bin/sh
exec dotnet "$(dirname "$(readlink -f "$0")")/Microsoft.Spark.Worker.dll" "$@"
SH
chmod 755 "$out/Microsoft.Spark.Worker"
echo "$version" > "$out/VERSION"

mkdir -p "$(dirname "$target")"
rm -rf "$target"
cp -r "$out" "$target"
