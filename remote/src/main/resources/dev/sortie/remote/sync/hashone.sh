# hash_in prints the sha256 of its input, hash_of FILE that of a file. openssl knows the instructions
# for it and is four times faster.
hash_in() {
  if command -v openssl >/dev/null 2>&1 && openssl dgst -sha256 -r /dev/null >/dev/null 2>&1; then
    h=$(openssl dgst -sha256 -r)
  elif command -v sha256sum >/dev/null 2>&1; then h=$(sha256sum)
  elif command -v shasum >/dev/null 2>&1; then h=$(shasum -a 256)
  else h=$(python3 -c 'import hashlib, sys
h = hashlib.sha256()
for b in iter(lambda: sys.stdin.buffer.read(1 << 20), b""): h.update(b)
print(h.hexdigest())')
  fi
  echo "${h%% *}"
}
hash_of() { hash_in < "$1"; }
