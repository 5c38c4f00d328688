#!/usr/bin/env bash
# Puts AirQuality into an AWS account, or takes it out again: one CloudFormation stack a subject, in order, each told what the last one made.
#   emr/deploy.sh [options]
#     --name <name>              begins the name of everything (airquality)
#     --region <region>          else AWS_REGION, AWS_DEFAULT_REGION or the profile's
#     --vpc <id> --subnet <id>   runs the cluster in that private subnet instead of a network of its own
#     --artifacts <version>      what nodes install; else the newest that emr/publish.sh has put into the bucket
#     --label <label>            EMR release (emr-7.7.0)
#     --contact <address>        mail or web address for the feed's operators, who ask every reader for one
#     --alarm-email <address>    who is told when no cycle succeeds
#     --no-timestream            creates no database and no table: they are there, or the account cannot have them
#     --grafana                  the dashboards too
#     --certificate <arn>        its certificate, for https; with --set grafana.DomainName=<name>
#     --public-subnets <a,b> --private-subnets <a,b>   where Grafana goes, with --vpc
#     --set <stack>.<Key>=<v>    any other parameter of a template, such as cluster.MaxCore=8 (again and again)
#     --dry-run                  prints what would be run, and asks AWS nothing
#     --delete                   deletes the stacks in reverse order, and names what is kept
# Run again, it changes what is different; what is not given keeps its value. Without artifacts in the bucket it ends after the storage.
# Exit codes: 0 done · 1 a stack failed · 2 usage · 3 something missing.
set -euo pipefail
cd "$(dirname "$0")/.."
fail() { echo "deploy.sh: $2" >&2; exit "$1"; }
say() { echo "$*" >&2; }
order=(network storage security cluster schedule access grafana)

name=airquality region="" vpc="" subnet="" artifacts="" label="" contact="" email="" certificate="" public="" private="" bucket="" cluster=""
timestream=true grafana=false dry=false delete=false
declare -A sets=()

# file <stack>: its template.
file() { [[ "$1" == grafana ]] && echo grafana/fleet.yaml || echo "emr/$1.yaml"; }

# check <option> <value> <pattern> <what it must be>
check() { [[ "$2" =~ ^($3)$ ]] || fail 2 "$1 is '$2'; it must be $4"; }

while [[ $# -gt 0 ]]; do
  option=$1
  case "$option" in
    -h|--help) sed -n '2,20s/^# \{0,1\}//p' emr/deploy.sh; exit 0 ;;
    --no-timestream) timestream=false; shift; continue ;;
    --grafana) grafana=true; shift; continue ;;
    --dry-run) dry=true; shift; continue ;;
    --delete) delete=true; shift; continue ;;
    --name|--region|--vpc|--subnet|--artifacts|--label|--contact|--alarm-email|--certificate|--public-subnets|--private-subnets|--set)
      [[ -n "${2:-}" && "$2" != --* ]] || fail 2 "$option needs a value (see --help)" ;;
    *) fail 2 "unknown option '$option' (see --help)" ;;
  esac
  value=$2
  shift 2
  case "$option" in
    --name) check "$option" "$value" '[a-z][a-z0-9-]{2,20}' '3 to 21 small letters, digits and hyphens, beginning with a letter'; name=$value ;;
    --region) check "$option" "$value" '[a-z]{2,}(-[a-z]+)+-[0-9]' 'a region such as eu-west-1'; region=$value ;;
    --vpc) check "$option" "$value" 'vpc-[0-9a-f]{8,17}' "a network's id, vpc-…"; vpc=$value ;;
    --subnet) check "$option" "$value" 'subnet-[0-9a-f]{8,17}' "a subnet's id, subnet-…"; subnet=$value ;;
    --artifacts) check "$option" "$value" '(artifacts/)?[0-9a-f]{16}' '16 hexadecimal digits, as emr/publish.sh prints them'; artifacts=artifacts/${value#artifacts/} ;;
    --label)
      labels=$(sed -n 's/^ *AllowedValues: \[\(emr-.*\)\]$/\1/p' emr/cluster.yaml)
      [[ "$value" != *,* && ", $labels," == *" $value,"* ]] || fail 2 "$option is '$value'; it must be one of $labels"
      label=$value ;;
    --contact)
      check "$option" "$value" '[A-Za-z0-9][A-Za-z0-9@.:/_+-]{2,118}[A-Za-z0-9/]' "a mail or web address"; contact=$value ;;
    --alarm-email) check "$option" "$value" '[^@[:space:]]+@[^@[:space:]]+\.[^@[:space:]]+' 'a mail address'; email=$value ;;
    --certificate)
      check "$option" "$value" 'arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[A-Za-z0-9-]+' "a certificate's ARN, arn:aws:acm:…"; certificate=$value ;;
    --public-subnets) check "$option" "$value" 'subnet-[0-9a-f]{8,17}(,subnet-[0-9a-f]{8,17})+' 'two or more subnets with commas'; public=$value ;;
    --private-subnets) check "$option" "$value" 'subnet-[0-9a-f]{8,17}(,subnet-[0-9a-f]{8,17})+' 'two or more subnets with commas'; private=$value ;;
    --set)
      check "$option" "$value" '(network|storage|security|cluster|schedule|access|grafana)\.[A-Za-z]+=[^[:space:]]*' 'stack.Key=value, without blanks'
      key=${value#*.}
      awk '/^[A-Z]/ { inside = /^Parameters:/ } inside' "$(file "${value%%.*}")" | grep "^  ${key%%=*}:" >/dev/null \
        || fail 2 "$option is '$value'; $(file "${value%%.*}") has no such parameter"
      sets[${value%%.*}]+=" ${value#*.}" ;;
  esac
done
[[ -n "$vpc" && -n "$subnet" || -z "$vpc$subnet" ]] || fail 2 "--vpc and --subnet go together"
[[ -z "$public$private" || -n "$vpc" ]] || fail 2 "--public-subnets and --private-subnets go with --vpc"
[[ -z "$certificate" ]] || $grafana || fail 2 "--certificate is Grafana's; it goes with --grafana"
[[ -z "$certificate" || "${sets[grafana]:-}" == *" DomainName="?* ]] || fail 2 "--certificate is for a name; it goes with --set grafana.DomainName=<name>"
if $grafana && ! $delete; then
  [[ -z "$vpc" || (-n "$public" && -n "$private") ]] || fail 2 "--grafana with --vpc needs --public-subnets and --private-subnets"
  [[ -f grafana/fleet.yaml ]] || fail 3 "there is no grafana/fleet.yaml"
fi

region=${region:-${AWS_REGION:-${AWS_DEFAULT_REGION:-}}}
if ! $dry; then
  command -v aws >/dev/null || fail 3 "no 'aws' on PATH; install the AWS CLI"
  region=${region:-$(aws configure get region || true)}
  [[ -n "$region" ]] || fail 3 "no region; give --region"
fi
export AWS_REGION=${region:-<region>} AWS_DEFAULT_REGION=${region:-<region>} AWS_PAGER=""

# run <command…>: or prints it.
run() {
  if ! $dry; then "$@"; return; fi
  local word line=""
  for word in "$@"; do
    [[ "$word" =~ ^[A-Za-z0-9_./:=,@-]+$ ]] || word=${word@Q}
    line+=" $word"
  done
  echo "${line# }"
}

declare -A states=() parameters=() outputs=()
# read_states: which stacks there are, and what they were told. One question for all.
read_states() {
  local text stack state keys
  text=$(aws cloudformation describe-stacks --output text \
    --query "Stacks[?starts_with(StackName, '$name-')].[StackName, StackStatus, join(' ', Parameters[].ParameterKey || \`[]\`)]" 2>&1) \
    || fail 3 "AWS did not say which stacks there are: $(tail -n 1 <<< "$text")"
  while read -r stack state keys; do
    [[ -z "$state" || "$state" == DELETE_COMPLETE ]] || { states[${stack#"$name-"}]=$state parameters[${stack#"$name-"}]=$keys; }
  done <<< "$text"
}

# read_outputs <stack>: what it made.
read_outputs() {
  local text key value
  text=$(aws cloudformation describe-stacks --stack-name "$name-$1" --query 'Stacks[0].Outputs[].[OutputKey, OutputValue]' --output text 2>&1) \
    || fail 1 "$name-$1 cannot be read: $(tail -n 1 <<< "$text")"
  while read -r key value; do outputs[$1.$key]=$value; done <<< "$text"
}

# output <stack> <key>, into the variable of that name
output() {
  local -n into=$3
  # shellcheck disable=SC2034 # it is another's variable
  if $dry; then into="<$name-$1.$2>"; else into=${outputs[$1.$2]:-}; fi
  [[ -n "$into" ]] || fail 1 "$name-$1 has no output $2"
}

# failed <stack>: ends, with AWS's reasons.
failed() {
  local why
  why=$(aws cloudformation describe-stack-events --stack-name "$name-$1" --output text \
    --query "StackEvents[?contains(ResourceStatus, 'FAILED')].[LogicalResourceId, ResourceStatusReason]" 2>/dev/null | tail -n 5) || true
  fail 1 "$name-$1 failed${why:+:$'\n'$why}"
}

remove() {
  say "deleting $name-$1"
  run aws cloudformation delete-stack --stack-name "$name-$1"
  run aws cloudformation wait stack-delete-complete --stack-name "$name-$1" || failed "$1"
}

# deploy <stack> <Key=value…>: those without a value keep the one that they have, or get the template's.
deploy() {
  local stack=$1 state="" parameter key value json="" said more had=() verb=create
  local -A given=([Name]=$name)
  shift
  read -ra more <<< "${sets[$stack]:-}"
  for parameter in "$@" "${more[@]}"; do [[ "$parameter" == *= ]] || given[${parameter%%=*}]=${parameter#*=}; done
  if ! $dry; then
    state=${states[$stack]:-}
    # What never came up can only be deleted.
    if [[ "$state" == ROLLBACK_COMPLETE ]]; then remove "$stack"; state=""; fi
  fi
  if [[ -n "$state" ]]; then
    verb=update
    read -ra had <<< "${parameters[$stack]}"
  fi
  for key in "${had[@]}"; do
    [[ -n "${given[$key]+given}" ]] || json+="{\"ParameterKey\":\"$key\",\"UsePreviousValue\":true},"
  done
  while read -r key; do
    value=${given[$key]//\\/\\\\}
    json+="{\"ParameterKey\":\"$key\",\"ParameterValue\":\"${value//\"/\\\"}\"},"
  done < <(printf '%s\n' "${!given[@]}" | sort)
  say "$name-$stack: $verb"
  local command=(aws cloudformation "$verb-stack" --stack-name "$name-$stack" --template-body "file://$(file "$stack")"
    --capabilities CAPABILITY_NAMED_IAM --tags "Key=airquality,Value=$name" --parameters "[${json%,}]")
  if $dry; then run "${command[@]}"; return; fi
  if ! said=$("${command[@]}" 2>&1); then
    [[ "$said" == *"No updates are to be performed"* ]] || fail 1 "$name-$stack: $(tail -n 1 <<< "$said")"
  else
    aws cloudformation wait "stack-$verb-complete" --stack-name "$name-$stack" || failed "$stack"
  fi
  read_outputs "$stack"
}

if ! $dry; then
  who=$(aws sts get-caller-identity --query Account --output text 2>&1) || fail 3 "AWS does not know you: $(tail -n 1 <<< "$who")"
  say "account $who, region $region"
  read_states
fi

if $delete; then
  kept=""
  for ((i = ${#order[@]} - 1; i >= 0; i--)); do
    stack=${order[i]}
    if ! $dry; then
      [[ -n "${states[$stack]:-}" ]] || continue
      if [[ "$stack" == storage ]]; then
        read_outputs storage
        kept="s3://${outputs[storage.Bucket]:-} with its rules, and the Timestream table ${outputs[storage.Database]:-}.${outputs[storage.Table]:-} if the stack made it"
      fi
    fi
    remove "$stack"
  done
  if [[ -n "$kept" ]]; then
    say "Kept, because nothing brings it back: $kept. Delete them by hand, or deploy again with --no-timestream."
  elif ! $dry; then
    say "There is no $name-storage; nothing was kept by this run."
  fi
  exit 0
fi

if [[ -n "$subnet" ]] && ! $dry; then
  found=$(aws ec2 describe-subnets --subnet-ids "$subnet" --output text \
    --query "Subnets[0].[VpcId, Tags[?Key=='for-use-with-amazon-emr-managed-policies'].Value | [0]]" 2>&1) || fail 3 "--subnet: $(tail -n 1 <<< "$found")"
  read -r its_vpc tag <<< "$found"
  [[ "$its_vpc" == "$vpc" ]] || fail 3 "$subnet is in $its_vpc, not in $vpc"
  [[ "$tag" == true ]] \
    || fail 3 "EMR may start nothing in $subnet; tag it: aws ec2 create-tags --resources $subnet --tags Key=for-use-with-amazon-emr-managed-policies,Value=true"
fi

if [[ -z "$vpc" ]]; then
  deploy network
  output network VpcId vpc
  output network PublicSubnets public
  output network PrivateSubnets private
  subnet=${private%%,*}
fi

deploy storage "CreateTimestream=$($timestream || echo false)"
output storage Bucket bucket
output storage Database database
output storage Table table

if $dry; then
  artifacts=${artifacts:-artifacts/<version>}
elif [[ -z "$artifacts" ]]; then
  artifacts=$(aws s3api list-objects-v2 --bucket "$bucket" --prefix artifacts/ --output json \
    --query "sort_by(Contents || \`[]\`, &LastModified)[?ends_with(Key, '/SHA256SUMS')] | [-1].Key") || fail 1 "the bucket $bucket cannot be listed"
  artifacts=$(tr -d '"' <<< "$artifacts")
  [[ "$artifacts" == artifacts/* ]] || fail 3 "s3://$bucket/artifacts/ is empty; run emr/publish.sh --bucket $bucket, then this again"
  artifacts=${artifacts%/SHA256SUMS}
fi
if ! $dry; then
  listed=$(aws s3 cp --only-show-errors "s3://$bucket/$artifacts/SHA256SUMS" - 2>&1) \
    || fail 3 "s3://$bucket/$artifacts/ has no SHA256SUMS; run emr/publish.sh --bucket $bucket, then this again with the version that it prints"
  # A node that misses a file ends its cluster, twenty minutes from now.
  needed=(node.sh mirror.sh 'aspnetcore-runtime-[0-9.]+-linux-arm64\.tar\.gz' airquality-spark-linux-arm64.zip worker-linux-arm64.zip 'microsoft-spark-[0-9._-]+\.jar')
  ! $grafana || needed+=(grafana.zip)
  for file in "${needed[@]}"; do
    grep -qE " [ *]$file\$" <<< "$listed" \
      || fail 3 "s3://$bucket/$artifacts/ lacks ${file//\\/}; publish it whole (emr/publish.sh without --only and --arch x64), then run this again"
  done
fi

where=("Bucket=$bucket" "Database=$database" "Table=$table")
deploy security "${where[@]}" "VpcId=$vpc"
made=()
for key in ServiceRole NodeProfile SecurityConfiguration PrimaryGroup CoreGroup ServiceGroup; do
  output security "$key" value
  made+=("$key=$value")
done
deploy cluster "Bucket=$bucket" "Artifacts=$artifacts" "Subnet=$subnet" "ReleaseLabel=$label" "Contact=$contact" "${made[@]}"
output cluster ClusterId cluster
deploy schedule "${where[@]}" "ClusterId=$cluster" "AlarmEmail=$email"
deploy access "${where[@]}" "ClusterId=$cluster"
if $grafana; then
  deploy grafana "${where[@]}" "Artifacts=$artifacts" "VpcId=$vpc" "PublicSubnets=$public" "PrivateSubnets=$private" "CertificateArn=$certificate"
fi
$dry && exit 0

echo "cluster  $cluster"
echo "table    $database.$table"
echo "bucket   s3://$bucket/ ($artifacts)"
echo "logs     ${outputs[cluster.LogUri]}$cluster/steps/"
echo "alarms   ${outputs[schedule.TopicArn]}"
echo "profile  ${outputs[access.HostProfileName]}"
if $grafana; then echo "grafana  ${outputs[grafana.Url]}"; fi
