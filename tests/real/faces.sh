#!/usr/bin/env bash
# faces.sh: the faces of every script, with Debian's fonts-noto-core and fonts-noto-cjk beside the system's fonts, and on a
# machine without fonts. Nothing is installed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export XDG_CACHE_HOME="$place/cache"
packages=(fonts-noto-core fonts-noto-cjk)
cd "$place"
apt-get download -qq "${packages[@]}" 2>/dev/null || { apt-get update -qq && apt-get download -qq "${packages[@]}"; }
cd - >/dev/null
for package in "$place"/*.deb; do dpkg-deb -x "$package" "$place/fonts"; done
conf() { # NAME CONTENT
  printf '<?xml version="1.0"?>\n<fontconfig><cachedir prefix="xdg">fonts</cachedir>%s</fontconfig>\n' "$2" >"$place/$1.conf"
}
conf noto "<include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include><dir>$place/fonts</dir>"
conf none ""
for fonts in noto none; do
  GLOSSATOR_FACES=$fonts FONTCONFIG_FILE="$place/$fonts.conf" cargo test --locked --quiet --test scripts faces
done
