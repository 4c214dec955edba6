#!/bin/sh
# First process of a machine's own namespaces: builds its root from the mount table, moves into it
# and becomes its process 1.   init.sh FS FSTAB HOLDER_FILE NAME
fs=$1 fstab=$2 holder=$3 name=$4 own_path=$PATH
PATH=/usr/sbin:/usr/bin:/sbin:/bin

# /proc is still the computer's here, so these are the numbers that the computer knows us by.
read -r stat </proc/self/stat
read -r boot </proc/sys/kernel/random/boot_id
pid=${stat%% *}
set -- ${stat##*) }
echo "$name $pid ${20} $boot" >"$holder" || exit 1

mount -a -T "$fstab" || exit 1
mkdir -p "$fs/.old" || exit 1
pivot_root "$fs" "$fs/.old" || exit 1
umount -l /.old || exit 1
rmdir /.old
echo ready
exec >/dev/null 2>&1 </dev/null
PATH=$own_path
exec /bin/sh /.practice/pid1 ""
