# Beside: $ID. A task lives in its folder: job (until read), started/, pid, key, out, err, status.
base=${HOME:-/root}/.sortie/tasks
d=$base/$ID

# Reads /proc/$1/stat into $state, $session and $began (start time in ticks since boot).
proc() {
  line=
  { IFS= read -r line < "/proc/$1/stat"; } 2>/dev/null
  case $line in *') '*) ;; *) return 1 ;; esac
  set -- ${line##*) }
  state=$1 session=$4
  shift 19
  began=$1
}

# Is the runner of this task alive? A zombie is not: some containers never reap.
runner_alive() {
  runner= runner_began=
  { read -r runner runner_began < "$d/pid"; } 2>/dev/null
  [ -n "$runner" ] && proc "$runner" && [ "$began" = "$runner_began" ] || return 1
  case $state in Z | X) return 1 ;; esac
}

# Process ids of the task without its runner: same session, or started with the task's key.
members() {
  key=
  { read -r key < "$d/key"; } 2>/dev/null
  { read -r runner runner_began < "$d/pid"; } 2>/dev/null
  {
    [ -n "$key" ] && grep -szlF "SORTIE_TASK=$key" /proc/[0-9]*/environ
    if [ -n "$runner" ] && [ -e "$d/own-session" ]; then
      for p in /proc/[0-9]*; do
        proc "${p#/proc/}" && [ "$session" = "$runner" ] && echo "$p/environ"
      done
    fi
  } 2>/dev/null | sort -u | while IFS=/ read -r _ _ p _; do
    [ "$p" = "$runner" ] && continue
    proc "$p" || continue
    case $state in Z | X) ;; *) echo "$p" ;; esac
  done
}

# Process ids of a task whose folder was deleted under it: its key begins with its id.
orphans() {
  grep -szlF "SORTIE_TASK=$ID-" /proc/[0-9]*/environ 2>/dev/null | while IFS=/ read -r _ _ p _; do
    proc "$p" || continue
    case $state in Z | X) ;; *) echo "$p" ;; esac
  done
}

# never | starting | running | exited STATUS | vanished
state_of_task() {
  [ -d "$d/started" ] || { [ -n "$(orphans)" ] && echo running || echo never; return; }
  [ -e "$d/status" ] || [ -e "$d/pid" ] || { echo starting; return; }
  if [ ! -e "$d/status" ]; then
    runner_alive && { echo running; return; }
    if [ ! -e "$d/status" ]; then
      [ -n "$(members)" ] && { echo running; return; }
      [ -e "$d/status" ] || { echo vanished; return; }
    fi
  fi
  read -r code < "$d/status"
  echo "exited $code"
}

pause() { sleep 0.1 2>/dev/null || sleep 1; }
