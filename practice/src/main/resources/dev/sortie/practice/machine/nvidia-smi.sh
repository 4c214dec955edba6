#!/bin/sh
# Stand-in for nvidia-smi: shows what the practice market says this machine's GPUs are doing.
count=1 name=GPU total=0 used=0 util=0 temp=30 driver=570.133.20 cuda=12.8 power=20 machine=0
. "${0%/*}/.gpu"

uuid() { printf 'GPU-%08x-0000-4000-8000-%012x' "$machine" "$1"; }

value() { # FIELD INDEX
  case $1 in
  index) echo "$2" ;;
  count) echo "$count" ;;
  name | gpu_name) echo "$name" ;;
  uuid | gpu_uuid) uuid "$2" ;;
  timestamp) date '+%Y/%m/%d %H:%M:%S.000' ;;
  driver_version) echo "$driver" ;;
  memory.total) echo "$total MiB" ;;
  memory.used) echo "$used MiB" ;;
  memory.free) echo "$((total - used)) MiB" ;;
  utilization.gpu) echo "$util %" ;;
  utilization.memory) echo "$((util / 2)) %" ;;
  temperature.gpu) echo "$temp" ;;
  power.draw) echo "$power.00 W" ;;
  power.limit) echo "350.00 W" ;;
  pstate) [ "$util" -gt 0 ] && echo P2 || echo P8 ;;
  pci.bus_id | gpu_bus_id) printf '00000000:%02X:00.0' "$(($2 + 1))" ;;
  compute_cap) echo 8.6 ;;
  persistence_mode) echo Enabled ;;
  fan.speed | serial | ecc.mode.current) echo '[N/A]' ;;
  *) return 1 ;;
  esac
}

unit() {
  case $1 in
  memory.*) echo ' [MiB]' ;;
  utilization.*) echo ' [%]' ;;
  power.*) echo ' [W]' ;;
  esac
}

row() { # INDEX: one line of the query
  line=
  for field in $fields; do
    text=$(value "$field" "$1")
    case $format in *nounits*) text=${text% MiB} text=${text% %} text=${text% W} ;; esac
    line="$line${line:+, }$text"
  done
  echo "$line"
}

query() {
  case $format in csv*) ;; *)
    echo '"--format=" is missing or not csv.'
    exit 2
    ;;
  esac
  for field in $fields; do
    value "$field" 0 >/dev/null || {
      echo "Field \"$field\" is not a valid field to query."
      exit 2
    }
  done
  case $format in *noheader*) ;; *)
    line=
    for field in $fields; do
      case $format in *nounits*) head=$field ;; *) head=$field$(unit "$field") ;; esac
      line="$line${line:+, }$head"
    done
    echo "$line"
    ;;
  esac
  gpu=0
  while [ "$gpu" -lt "$count" ]; do
    [ -n "$only" ] && [ "$only" != "$gpu" ] || row "$gpu"
    gpu=$((gpu + 1))
  done
}

table() {
  rule='+-----------------------------------------------------------------------------------------+'
  date '+%a %b %e %H:%M:%S %Y'
  echo "$rule"
  printf '| NVIDIA-SMI %-18s Driver Version: %-14s CUDA Version: %-11s |\n' "$driver" "$driver" "$cuda"
  echo "$rule"
  gpu=0
  while [ "$gpu" -lt "$count" ]; do
    printf '| %3d  %-32s %3dC  %4dW / 350W  %6dMiB / %6dMiB  %3d%%      |\n' \
      "$gpu" "$name" "$temp" "$power" "$used" "$total" "$util"
    gpu=$((gpu + 1))
  done
  echo "$rule"
}

mode=table fields= format= only=
while [ $# -gt 0 ]; do
  case $1 in
  -L | --list-gpus) mode=list ;;
  --query-gpu=*) mode=query fields=$(echo "${1#*=}" | tr ',' ' ') ;;
  --query-compute-apps=* | --query-accounted-apps=*) mode=apps ;;
  --format=*) format=${1#*=} ;;
  -i | --id)
    only=${2:-}
    [ $# -lt 2 ] || shift
    ;;
  -i=* | --id=*) only=${1#*=} ;;
  -h | --help)
    echo "NVIDIA System Management Interface -- v$driver (stand-in of the practice market)"
    exit 0
    ;;
  *)
    echo "Invalid combination of input arguments. Please run 'nvidia-smi -h' for help."
    exit 6
    ;;
  esac
  shift
done

case $mode in
list)
  gpu=0
  while [ "$gpu" -lt "$count" ]; do
    echo "GPU $gpu: $name (UUID: $(uuid "$gpu"))"
    gpu=$((gpu + 1))
  done
  ;;
query) query ;;
table) table ;;
apps) ;;
esac
