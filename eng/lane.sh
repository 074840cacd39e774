# Shared by the lanes: counts checks, and writes the counts where .ci/run reads them.
# usage: source eng/lane.sh; check "what is checked" COMMAND...; finish RESULTS_FOLDER NAME
passed=0 failed=0
check() {
  local what=$1 log
  shift
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then
    passed=$((passed + 1)); echo "passed: $what"
  else
    failed=$((failed + 1)); echo "FAILED: $what"; cat "$log"
  fi
  rm -f "$log"
}

finish() {
  mkdir -p "$1"
  cat >"$1/$2.trx" <<XML
<TestRun><ResultSummary><Counters total="$((passed + failed))" executed="$((passed + failed))" passed="$passed" failed="$failed" error="0" timeout="0" /></ResultSummary></TestRun>
XML
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ]
}
