#!/bin/sh
# The second stage of ./verify: what needs the finished program, real servers, or more than a unit test's patience.
# Each check ends in exactly one line: `passed: NAME`, `failed: NAME (why)` or `not run: NAME (why)`.
# A check that could not run is named, never passed over in silence; only a failed one fails the stage.
set -u
cd -P "$(dirname "$0")/.." || exit 1

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

# check NAME COMMAND...: passes if the command ends with 0; its output is shown only when it fails.
check() {
    name=$1
    shift
    if output=$("$@" 2>&1); then
        report_passed "$name"
    else
        code=$?
        printf '%s\n' "$output"
        report_failed "$name" "exit $code"
    fi
}

dist=crossdock-app/target/dist
if [ -f "$dist/crossdock" ]; then
    check "the built program starts without any environment" env -i PATH="$PATH" sh "$dist/crossdock" --version
else
    report_not_run "the built program starts without any environment" "no $dist/crossdock"
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/source/deep" "$scratch/home"
printf 'one' >"$scratch/source/a b+c%20d"
printf '' >"$scratch/source/empty"
head -c 20000000 /dev/urandom >"$scratch/source/deep/large"
export CROSSDOCK_HOME="$scratch/home"

# A tool that shares nothing with us compares what we copied, byte by byte.
if command -v rclone >/dev/null 2>&1; then
    judged_by_rclone() {
        sh "$dist/crossdock" copy "$scratch/source" "$scratch/copied" --quiet &&
            rclone check --download --config "$scratch/none.conf" "$scratch/source" "$scratch/copied"
    }
    check "a copy as rclone sees it" judged_by_rclone
else
    report_not_run "a copy as rclone sees it" "rclone is not on the PATH"
fi

# A third S3 server, which checks signatures and keeps checksums: go install github.com/versity/versitygw/cmd/versitygw@latest
if command -v versitygw >/dev/null 2>&1; then
    through_versitygw() {
        mkdir -p "$scratch/data/bucket" "$scratch/side"
        ROOT_ACCESS_KEY=AKIDSECOND ROOT_SECRET_KEY=second-stage-only versitygw --port 127.0.0.1:17071 --quiet posix \
            --sidecar "$scratch/side" "$scratch/data" >"$scratch/gateway.log" 2>&1 &
        gateway=$!
        # A check runs in a process of its own, which has to clean up after itself.
        trap 'kill "$gateway"' EXIT
        sleep 3
        export AWS_ACCESS_KEY_ID=AKIDSECOND AWS_SECRET_ACCESS_KEY=second-stage-only AWS_REGION=us-east-1
        export AWS_ENDPOINT_URL_S3=http://127.0.0.1:17071
        sh "$dist/crossdock" copy "$scratch/source" s3://bucket/there/ --quiet &&
            sh "$dist/crossdock" copy s3://bucket/there/ "$scratch/back" --quiet && diff -r "$scratch/source" "$scratch/back"
    }
    check "there and back through versitygw" through_versitygw
else
    report_not_run "there and back through versitygw" "versitygw is not on the PATH"
fi

printf 'second stage: %s passed, %s failed, %s not run\n' "$passed" "$failed" "$not_run"
[ "$failed" -eq 0 ]
