#!/usr/bin/env bash
# Builds the page into api/AirQuality.Api/wwwroot, unless it is newer than all it is made of. Needs Node.js 20 and npm.
#   api/web/build.sh
# Exit codes: 0 built, or nothing to do · 1 the build failed · 3 Node.js or npm is missing
set -euo pipefail
web=$(cd "$(dirname "$0")" && pwd)
page=$web/../AirQuality.Api/wwwroot/index.html
log=$web/../../artifacts/page.build.log

if [[ -f "$page" && -z "$(find "$web" -newer "$page" -type f -not -path '*/node_modules/*' -print -quit)" ]]; then
  exit 0
fi
for tool in node npm; do
  command -v "$tool" >/dev/null || { echo "api/web/build.sh: no '$tool' on PATH; install Node.js 20 for the page" >&2; exit 3; }
done
mkdir -p "$(dirname "$log")"
if ! { npm ci --prefix "$web" --no-audit --no-fund && npm run build --prefix "$web"; } > "$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "api/web/build.sh: the page could not be built; artifacts/page.build.log has it all" >&2
  exit 1
fi
