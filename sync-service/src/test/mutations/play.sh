#!/bin/sh
# Breaks the service on purpose, in each of the ways that the patches beside this describe, and shows that a test sees it:
# each is applied to a copy of the repository in a scratch folder, built, and played with one seed after the other until the
# test fails, or SEEDS seeds have been played.
#
#   sync-service/src/test/mutations/play.sh [name…]
#
# SEEDS (default 3), FIRST_SEED (default 1), MINUTES of each history (default 0.7), REPLICAS (default 2), MAVEN (default "mvn").
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here" && git rev-parse --show-toplevel)
: "${SEEDS:=3}" "${FIRST_SEED:=1}" "${MINUTES:=0.7}" "${REPLICAS:=2}" "${MAVEN:=mvn}"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
(cd "$root" && git ls-files -z | tar cf - --null -T -) | tar xf - -C "$scratch"
cd "$scratch"

maven() {
    $MAVEN -q -pl sync-service -am -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true -Dspotless.apply.skip=true "$@" >"$scratch/log" 2>&1 </dev/null
}

# Fails if the test does.
play() {
    if [ "$1" = PromisePackagedTest ]; then
        maven test-compile surefire:test@packaged -Dtest="$1" \
            -Dpromise.seed="$2" -Dpromise.minutes="$MINUTES" -Dpromise.replicas="$REPLICAS"
    else
        maven test -Dtest="$1"
    fi
}

# What the test asserted in vain; fails if the test failed by something else, which proves nothing.
why() {
    grep -m 1 -oE '(AssertionError|AssertionFailedError|ConditionTimeoutException): .*' "$scratch/log" | cut -c 1-300
}

# Prints whether the broken service is caught, and by what.
hunt() {
    test=$1 seed=$FIRST_SEED began=$(date +%s)
    while [ "$seed" -lt $((FIRST_SEED + SEEDS)) ]; do
        if ! play "$test" "$seed"; then
            if reason=$(why) && [ -n "$reason" ]; then
                echo "caught by $test, seed $seed, after $(($(date +%s) - began)) s: $reason"
                return
            fi
            echo "seed $seed: $test failed by something else: $(grep -m 1 ERROR "$scratch/log" | cut -c 1-300)"
        fi
        seed=$((seed + 1))
    done
    echo "NOT CAUGHT by $test with $SEEDS seeds in $(($(date +%s) - began)) s"
    missed=1
}

missed=0
[ $# -gt 0 ] || set -- $(cd "$here" && ls -- *.patch | sed 's/\.patch$//')
for name; do
    printf '%s: ' "$name"
    if ! patch -s -p1 <"$here/$name.patch" || ! maven package -DskipTests; then
        echo "NOT PLAYED: it does not apply or does not compile"
        missed=1
    else
        hunt "$(sed -n 's/^Caught-by: //p' "$here/$name.patch")"
    fi
    patch -s -p1 -R -f <"$here/$name.patch" || exit 1
done
exit $missed
