#!/usr/bin/env bash
# Copies the data folder of the primary node to the bucket, so that the next cluster goes on where this one ends.
#   mirror.sh <data folder> s3://<bucket>/data
# Copied are landing/, dead-letter/, spool/ and backfill/; what the folder no longer has is deleted in the bucket too, which keeps old versions.
# It refuses a folder that was not restored from that very place, because an empty folder must never empty the bucket, and one that another
# cluster has restored since: that one's is the place now.
# Exit codes: 0 done, or another run is at it · 1 a copy failed · 2 usage · 3 the folder is not one to mirror.
set -euo pipefail

fail() { echo "mirror.sh: $2" >&2; exit "$1"; }
if [[ "${1:-}" == -h || "${1:-}" == --help ]]; then sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0; fi
[[ $# -eq 2 ]] || fail 2 "two arguments are needed, the data folder and its place in the bucket (see --help)"
folder=${1%/} data=${2%/}
[[ "$data" =~ ^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9_.-]+)+$ ]] || fail 2 "'$2' is no s3://<bucket>/<folder>"
for tool in aws flock; do command -v "$tool" >/dev/null || fail 3 "no '$tool' on PATH"; done
[[ -f "$folder/.restored" ]] || fail 3 "'$folder' was not restored yet; nothing is copied"
[[ "$(cat "$folder/.restored")" == "$data" ]] || fail 3 "'$folder' was restored from $(cat "$folder/.restored"), not from $data; nothing is copied"

exec 9< "$folder/.restored"
flock -n 9 || { echo "mirror.sh: another run is at it" >&2; exit 0; }
owner=$(aws s3 cp --only-show-errors "$data/.owner" -) || fail 1 "'$data/.owner' cannot be read"
[[ "$owner" == "$(cat "$folder/.owner")" ]] || fail 3 "another cluster has taken $data over since; nothing is copied"

# A cycle moves readings between the folders: what leaves the spool is in the table or in dead-letter/ by then. So all folders are copied as they
# were at one time (hard links, at no cost), the spool seen first and copied last: the bucket loses no file before it has what the file became.
seen=$folder/.mirror
rm -rf "$seen"
trap 'rm -rf "$seen"' EXIT
mkdir "$seen"
for name in spool landing dead-letter backfill; do
  [[ -d "$folder/$name" ]] || continue # No folder says nothing about the bucket's.
  for try in 1 2 3; do
    cp -al "$folder/$name" "$seen/$name" 2> "$seen/.said" && break # A file may go while it is listed.
    ((try < 3)) || fail 1 "'$folder/$name' cannot be listed: $(tail -n 1 "$seen/.said")"
    rm -rf "${seen:?}/$name"
  done
done

for name in landing dead-letter backfill spool; do
  [[ -d "$seen/$name" ]] || continue
  aws s3 sync --only-show-errors --delete --exclude '.incoming-*' --exclude '*/.incoming-*' --exclude '*.lock' "$seen/$name" "$data/$name" \
    || fail 1 "'$folder/$name' was not copied to $data/$name"
done
