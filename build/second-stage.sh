#!/bin/sh
# The second stage of ./verify: what needs the finished program, tools and servers by others, or more than a unit test's
# patience. Each check ends in exactly one line: `passed: NAME`, `failed: NAME (why)` or `not run: NAME (why)`.
# A check that could not run is named, never passed over in silence; only a failed one fails the stage.
#
# The judges (rclone, the AWS command line, the Versity S3 Gateway, fake-gcs-server) are installed if they are missing and if whoever
# runs this may do so; CROSSDOCK_SECOND_STAGE_INSTALL=off leaves the machine as it is.
set -u
cd -P "$(dirname "$0")/.." || exit 1
export LC_ALL=C.UTF-8

began=$(date +%s)
dist=$PWD/crossdock-app/target/dist
scratch=$(mktemp -d)
servers=
trap 'for each in $servers; do kill "$each" 2>/dev/null; done; rm -rf "$scratch"' EXIT
mkdir -p "$scratch/bin" "$scratch/home"
export PATH="$scratch/bin:$PATH" CROSSDOCK_HOME="$scratch/home"
# A bundle of certificates is of no use on the loopback interface, and old builds of rclone cannot work with one.
unset AWS_CA_BUNDLE AWS_PROFILE AWS_ENDPOINT_URL AWS_SESSION_TOKEN

passed=0
failed=0
not_run=0

report_passed() {
    passed=$((passed + 1))
    printf 'passed: %s\n' "$1"
}

report_failed() {
    failed=$((failed + 1))
    printf 'failed: %s (%s)\n' "$1" "$2"
}

report_not_run() {
    not_run=$((not_run + 1))
    printf 'not run: %s (%s)\n' "$1" "$2"
}

# check NAME NEEDED... -- COMMAND...: passes if the command ends with 0; its output is shown only when it fails. What is
# needed are names of tools, and `gateway`, `mock`, `fake_gcs` and `program` for what has to be there.
check() {
    name=$1
    shift
    while [ "$1" != -- ]; do
        reason=$(missing "$1")
        if [ -n "$reason" ]; then
            report_not_run "$name" "$reason"
            return
        fi
        shift
    done
    shift
    if output=$("$@" 2>&1); then
        report_passed "$name"
    else
        code=$?
        case $code/$1 in
            124/contract_of_*)
                report_not_run "$name" "there was no time left for it"
                return
                ;;
        esac
        printf '%s\n' "$output" | tail -n 60
        report_failed "$name" "exit $code"
    fi
}

# Says why something is not there; nothing if it is.
missing() {
    case $1 in
        program) [ -f "$dist/crossdock" ] || printf 'the program is not built' ;;
        gateway | mock | fake_gcs) [ -f "$scratch/$1.up" ] || cat "$scratch/$1.reason" ;;
        *)
            command -v "$1" >/dev/null 2>&1 || printf '%s is not on the PATH%s' "$1" "$(cat "$scratch/$1.reason" 2>/dev/null)"
            ;;
    esac
}

# --- tools ---------------------------------------------------------------------------------------------------------

# install TOOL PACKAGE: from the system's own packages.
install_package() {
    command -v "$1" >/dev/null 2>&1 && return
    if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
        printf ', and only root can install it, on a system with apt-get' >"$scratch/$1.reason"
        return
    fi
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    timeout 90 apt-get install -qq -y --no-install-recommends "$2" >/dev/null 2>&1 ||
        { timeout 60 apt-get update -qq && timeout 90 apt-get install -qq -y --no-install-recommends "$2"; } \
            >"$scratch/$1.log" 2>&1 ||
        printf ', and installing the package %s failed' "$2" >"$scratch/$1.reason"
}

install_gateway() {
    command -v versitygw >/dev/null 2>&1 && return
    if ! command -v go >/dev/null 2>&1; then
        printf ', and there is no go to build it with' >"$scratch/versitygw.reason"
        return
    fi
    GOBIN="$scratch/bin" timeout 240 go install github.com/versity/versitygw/cmd/versitygw@v1.8.0 \
        >"$scratch/versitygw.log" 2>&1 ||
        printf ', and building it failed or took too long' >"$scratch/versitygw.reason"
}

install_fake_gcs() {
    command -v fake-gcs-server >/dev/null 2>&1 && return
    if ! command -v go >/dev/null 2>&1; then
        printf ', and there is no go to build it with' >"$scratch/fake-gcs-server.reason"
        return
    fi
    GOBIN="$scratch/bin" timeout 150 go install github.com/fsouza/fake-gcs-server@v1.56.1 \
        >"$scratch/fake-gcs-server.log" 2>&1 ||
        printf ', and building it failed or took too long' >"$scratch/fake-gcs-server.reason"
}

if [ "${CROSSDOCK_SECOND_STAGE_INSTALL:-on}" = off ]; then
    for each in rclone aws versitygw fake-gcs-server; do
        printf ', and installing is switched off' >"$scratch/$each.reason"
    done
else
    { install_gateway; install_fake_gcs; } &
    building=$!
    install_package rclone rclone
    install_package aws awscli
    wait "$building"
fi

# --- servers by others ---------------------------------------------------------------------------------------------

# await NAME PID PORT: until the server answers at all, for a minute at most.
await() {
    tries=0
    while [ "$tries" -lt 60 ] && kill -0 "$2" 2>/dev/null; do
        if aws_at "$3" list-buckets >/dev/null 2>&1; then
            : >"$scratch/$1.up"
            return
        fi
        sleep 1
        tries=$((tries + 1))
    done
    printf 'the server did not come up' >"$scratch/$1.reason"
}

# aws_at PORT COMMAND...: the AWS command line, as a judge that shares nothing with us.
aws_at() {
    at=$1
    shift
    AWS_PAGER='' AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_EC2_METADATA_DISABLED=true \
        timeout 60 aws --endpoint-url "http://127.0.0.1:$at" --output json s3api "$@"
}

export AWS_ACCESS_KEY_ID=AKIDSECOND AWS_SECRET_ACCESS_KEY=second-stage-only
export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
gateway_port=17071
mock_port=17072
fake_gcs_port=17076

start_gateway() {
    mkdir -p "$scratch/data/bucket" "$scratch/side"
    ROOT_ACCESS_KEY=$AWS_ACCESS_KEY_ID ROOT_SECRET_KEY=$AWS_SECRET_ACCESS_KEY versitygw \
        --port "127.0.0.1:$gateway_port" --quiet posix --sidecar "$scratch/side" "$scratch/data" \
        >"$scratch/gateway.log" 2>&1 &
    servers="$servers $!"
    # It is there at once; a judge that is missing must not keep the others from it.
    sleep 2
    if kill -0 $! 2>/dev/null; then
        : >"$scratch/gateway.up"
    else
        printf 'the gateway did not come up' >"$scratch/gateway.reason"
    fi
}

# A JDK like the one that the program runs on: S3Mock is Java.
find_java() {
    for each in "${JAVA_HOME:-/none}" /usr/lib/jvm/* /opt/java/* /opt/jdk*; do
        if grep -q '^JAVA_VERSION="25' "$each/release" 2>/dev/null; then
            printf '%s/bin/java' "$each"
            return
        fi
    done
}

start_mock() {
    java=$(find_java)
    jars=$(printf '%s:' servers/s3mock/target/lib/*.jar)
    if [ -z "$java" ] || [ ! -d servers/s3mock/target/lib ]; then
        printf 'there is no JDK 25 where JDKs usually are, or S3Mock is not built' >"$scratch/mock.reason"
        return
    fi
    "$java" -Xmx256m -XX:TieredStopAtLevel=1 -cp "$jars" com.adobe.testing.s3mock.S3MockApplication \
        "--http.port=$mock_port" --server.port=17073 --server.address=127.0.0.1 --vectors.http.port=17074 \
        --vectors.https.port=17075 >"$scratch/mock.log" 2>&1 &
    servers="$servers $!"
    await mock $! "$mock_port"
}

# A server of Google Cloud Storage by others, in memory: it is there when a connection is taken.
start_fake_gcs() {
    fake-gcs-server -scheme http -host 127.0.0.1 -port "$fake_gcs_port" -backend memory \
        -public-host "127.0.0.1:$fake_gcs_port" -external-url "http://127.0.0.1:$fake_gcs_port" \
        >"$scratch/fake-gcs.log" 2>&1 &
    servers="$servers $!"
    sleep 2
    if kill -0 $! 2>/dev/null; then
        : >"$scratch/fake_gcs.up"
    else
        printf 'the server did not come up' >"$scratch/fake_gcs.reason"
    fi
}

if command -v fake-gcs-server >/dev/null 2>&1; then start_fake_gcs; else missing fake-gcs-server >"$scratch/fake_gcs.reason"; fi
if command -v versitygw >/dev/null 2>&1; then start_gateway; else missing versitygw >"$scratch/gateway.reason"; fi
if command -v aws >/dev/null 2>&1; then start_mock; else missing aws >"$scratch/mock.reason"; fi

# --- what is copied ------------------------------------------------------------------------------------------------

crossdock() {
    sh "$dist/crossdock" "$@"
}

gateway="http://127.0.0.1:$gateway_port"
source="$scratch/source"
mkdir -p "$source/deep"
head -c 20000000 /dev/urandom >"$source/deep/large"
: >"$source/empty"

# Names that UTF-8 can write, one an argument. Control characters that XML cannot name are left to the contracts in
# Java: no other lister gets them out of an S3 service.
plant() {
    for each in "$@"; do
        printf 'this is %s' "$each" >"$source/$each"
    done
}
plant 'a b+c%20d' ' leading' 'trailing ' 'quote"double' "quote'single" 'back\slash' '-rf' 'hash#tag' 'what?ever=1&x=2' \
    'star*[a-z]{b,c}' '<tag>&amp;' 'semi;colon|pipe$HOME`x`' '...' '.hidden' 'trailing.' 'CON' 'con' 'test%46.txt' \
    'a%2Fb' '=1+1' 'café' "$(printf 'cafe\314\201')" '日本語' '🚀 launch' '．．' 'no break' "$(printf 'new\nline')" \
    "$(printf 'tab\tstop')" "$(printf 'delete\177')" "$(printf 'bidi\342\200\256txt.exe')"

rclone_gateway() {
    RCLONE_CONFIG_GATEWAY_TYPE=s3 RCLONE_CONFIG_GATEWAY_PROVIDER=Other RCLONE_CONFIG_GATEWAY_ENDPOINT=$gateway \
        RCLONE_CONFIG_GATEWAY_REGION=us-east-1 RCLONE_CONFIG_GATEWAY_ENV_AUTH=true \
        timeout 120 rclone --config "$scratch/none.conf" --retries 1 "$@"
}

# agrees COPY: rclone lists the same names and reads the same bytes as at the source.
agrees() {
    rclone_gateway lsf -R --files-only "$source" | sort >"$scratch/listed.source"
    rclone_gateway lsf -R --files-only "$1" | sort >"$scratch/listed.copy"
    [ "$(wc -l <"$scratch/listed.source")" -eq 32 ] && diff "$scratch/listed.source" "$scratch/listed.copy" &&
        rclone_gateway check --download "$source" "$1"
}

directory_by_rclone() {
    crossdock copy "$source" "$scratch/copied" --quiet && agrees "$scratch/copied"
}

there_and_back() {
    export AWS_ENDPOINT_URL_S3=$gateway
    crossdock copy "$source" s3://bucket/there/ --quiet && crossdock copy s3://bucket/there/ "$scratch/back" --quiet &&
        diff -r "$source" "$scratch/back" && crossdock verify "$source" s3://bucket/there/
}

gateway_by_rclone() {
    agrees gateway:bucket/there
}

# A mirror that is repeated, changed and repeated.
mirrored() {
    export AWS_ENDPOINT_URL_S3=$gateway
    mkdir -p "$scratch/tree" && printf one >"$scratch/tree/one" && printf two >"$scratch/tree/two" &&
        crossdock sync "$scratch/tree" s3://bucket/mirror/ --quiet &&
        crossdock sync "$scratch/tree" s3://bucket/mirror/ --quiet --json >"$scratch/again.json" &&
        grep -q '"copied":{"objects":0' "$scratch/again.json" &&
        printf 'another one' >"$scratch/tree/one" && printf three >"$scratch/tree/three" &&
        crossdock sync "$scratch/tree" s3://bucket/mirror/ --quiet &&
        crossdock verify "$scratch/tree" s3://bucket/mirror/ &&
        crossdock copy s3://bucket/mirror/ "$scratch/mirrored" --quiet && diff -r "$scratch/tree" "$scratch/mirrored"
}

# shown FILE TEXT...: each text stands in the answer.
shown() {
    answer=$1
    shift
    for each in "$@"; do
        if ! grep -qF -- "$each" "$answer"; then
            printf 'there is no %s in\n' "$each"
            cat "$answer"
            return 1
        fi
    done
}

attributes_by_aws() {
    export AWS_ENDPOINT_URL_S3=$gateway
    aws_at "$gateway_port" put-object --bucket bucket --key original/object --body "$source/empty" \
        --metadata owner=me,purpose=test --content-type text/x-y --cache-control max-age=1 --content-language de \
        --content-disposition attachment --tagging 'stage=two&kind=test' &&
        crossdock copy s3://bucket/original/ s3://bucket/carried/ --quiet &&
        aws_at "$gateway_port" head-object --bucket bucket --key carried/object >"$scratch/head" &&
        shown "$scratch/head" '"owner": "me"' '"purpose": "test"' '"text/x-y"' '"max-age=1"' '"de"' '"attachment"' &&
        aws_at "$gateway_port" get-object-tagging --bucket bucket --key carried/object >"$scratch/tags" &&
        shown "$scratch/tags" '"stage"' '"two"' '"kind"' '"test"'
}

# The gateway computes checksums of what it got; of a large object one over the whole.
checksums_by_aws() {
    export AWS_ENDPOINT_URL_S3=$gateway
    crossdock copy "$source/deep" s3://bucket/sums/ --quiet &&
        aws_at "$gateway_port" head-object --bucket bucket --key sums/large --checksum-mode ENABLED >"$scratch/head" &&
        shown "$scratch/head" '"ContentLength": 20000000' '"Checksum' '"mtime": ' &&
        aws_at "$gateway_port" get-object --bucket bucket --key sums/large "$scratch/got" >/dev/null &&
        cmp "$source/deep/large" "$scratch/got"
}

# S3Mock keeps the class of every object, and the encryption of those that come in one request.
wishes_by_aws() {
    export AWS_ENDPOINT_URL_S3="http://127.0.0.1:$mock_port"
    mkdir -p "$scratch/wished" && printf small >"$scratch/wished/small" && cp "$source/deep/large" "$scratch/wished/" &&
        aws_at "$mock_port" create-bucket --bucket wishes >/dev/null &&
        crossdock copy "$scratch/wished" s3://wishes/ --quiet --target-storage-class STANDARD_IA --encryption AES256 &&
        aws_at "$mock_port" head-object --bucket wishes --key small --checksum-mode ENABLED >"$scratch/head" &&
        shown "$scratch/head" '"StorageClass": "STANDARD_IA"' '"ServerSideEncryption": "AES256"' '"Checksum' &&
        aws_at "$mock_port" head-object --bucket wishes --key large >"$scratch/head" &&
        shown "$scratch/head" '"StorageClass": "STANDARD_IA"' '"ContentLength": 20000000'
}

# A copy that is killed in the midst of a large object leaves parts, which another tool sees with their checksums, and
# which the repeated command uses and closes.
parts_by_aws() {
    export AWS_ENDPOINT_URL_S3=$gateway
    mkdir -p "$scratch/huge" && truncate -s 900M "$scratch/huge/zeros" || return 1
    sh "$dist/crossdock" copy "$scratch/huge" s3://bucket/huge/ --quiet >"$scratch/huge.log" 2>&1 &
    copying=$!
    # The gateway keeps parts as files below its own directory.
    while kill -0 "$copying" 2>/dev/null &&
        [ "$(find "$scratch/data/bucket/.sgwtmp" -type f -size +8000k 2>/dev/null | wc -l)" -lt 3 ]; do
        sleep 0.1
    done
    kill -KILL "$copying" || return 1
    wait "$copying"
    aws_at "$gateway_port" list-multipart-uploads --bucket bucket >"$scratch/uploads" &&
        shown "$scratch/uploads" '"Key": "huge/zeros"' || return 1
    upload=$(sed -n 's/.*"UploadId": "\(.*\)".*/\1/p' "$scratch/uploads" | head -n 1)
    aws_at "$gateway_port" list-parts --bucket bucket --key huge/zeros --upload-id "$upload" >"$scratch/parts" &&
        shown "$scratch/parts" '"PartNumber": 1' '"Size": 8388608' '"Checksum' &&
        crossdock copy "$scratch/huge" s3://bucket/huge/ --quiet &&
        aws_at "$gateway_port" list-multipart-uploads --bucket bucket >"$scratch/uploads" &&
        ! grep -q UploadId "$scratch/uploads" &&
        crossdock verify "$scratch/huge" s3://bucket/huge/
}

# The first stage has compiled the product already; only tests are looked at again. Whatever is left of six minutes is
# enough on a machine that does nothing else.
# The server decides some races by luck (VersityGatewayContract names those that were met): a failure is looked at twice.
contract_of_gateway() {
    contract_once && return
    printf 'once more:\n'
    contract_once
}

contract_once() {
    left=$((360 - $(date +%s) + began))
    [ "$left" -gt 20 ] || return 124
    CROSSDOCK_GATEWAY_URL=$gateway CROSSDOCK_GATEWAY_ACCESS_KEY=$AWS_ACCESS_KEY_ID \
        CROSSDOCK_GATEWAY_SECRET_KEY=$AWS_SECRET_ACCESS_KEY timeout "$left" mvn -B -o -q -pl crossdock-s3 -am test \
        -Dmaven.main.skip=true -Dtest=VersityGatewayContract -Dsurefire.failIfNoSpecifiedTests=false
}

# The protocol cases of the fake in the testkit, and the contract of stores, against the server by others;
# FakeGcsServerContract and FakeGcsServerStoreContract name what it does otherwise.
contract_of_fake_gcs() {
    CROSSDOCK_FAKE_GCS_SERVER_URL="http://127.0.0.1:$fake_gcs_port" timeout 150 mvn -B -o -q -pl crossdock-testkit,crossdock-gcs \
        -am test -Dmaven.main.skip=true -Dtest='FakeGcsServer*Contract' -Dsurefire.failIfNoSpecifiedTests=false
}

check "the built program starts without any environment" program -- \
    env -i PATH="$PATH" sh "$dist/crossdock" --version
check "a directory as rclone lists and reads it" program rclone -- directory_by_rclone
check "there and back through versitygw" program gateway -- there_and_back
check "versitygw as rclone lists and reads it" program rclone gateway -- gateway_by_rclone
check "a mirror through versitygw" program gateway -- mirrored
check "metadata, headers and tags as aws reads them" program aws gateway -- attributes_by_aws
check "checksums and bytes as aws reads them" program aws gateway -- checksums_by_aws
check "storage class and encryption as aws reads them" program aws mock -- wishes_by_aws
check "parts of a killed upload as aws lists them" program aws gateway -- parts_by_aws
check "the protocol of Google Cloud Storage against fake-gcs-server" mvn fake_gcs -- contract_of_fake_gcs
check "the contract of stores against versitygw" mvn gateway -- contract_of_gateway
report_not_run "a copy as s5cmd sees it" "no build of s5cmd could be had to write the check with"

printf 'second stage: %s passed, %s failed, %s not run\n' "$passed" "$failed" "$not_run"
[ "$failed" -eq 0 ]
