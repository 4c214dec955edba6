# hash_of FILE prints its sha256.
hash_of() {
  if command -v sha256sum >/dev/null 2>&1; then h=$(sha256sum < "$1")
  elif command -v openssl >/dev/null 2>&1; then h=$(openssl dgst -sha256 -r < "$1")
  elif command -v shasum >/dev/null 2>&1; then h=$(shasum -a 256 < "$1")
  else h=$(python3 -c 'import hashlib, sys
h = hashlib.sha256()
for b in iter(lambda: sys.stdin.buffer.read(1 << 20), b""): h.update(b)
print(h.hexdigest())' < "$1")
  fi
  echo "${h%% *}"
}
