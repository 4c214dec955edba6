# compare prints the size of our manifest, the manifest and the listing.
compare() {
  m=${HOME:-/root}/.sortie/sync/$SYNC/manifest
  if [ -f "$m" ]; then
    wc -c < "$m"
    cat "$m"
  else
    echo 0
  fi
  list
}
