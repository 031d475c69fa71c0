#!/usr/bin/env bash
# The real window: an article of the same name in another corpus, and an article changed, shortened, encoded otherwise or
# replaced by one of the other direction while it is on the screen. What is painted must be the picture of a fresh
# start on the same file, and what is marked the word that is lit.
#   tests/real/painted.sh PROGRAM
set -euo pipefail
. "$(dirname "$0")/display.sh"

# Starts the program with the pointer away from the text.
begin() { start "$1"; xdotool mousemove 720 700; }

# The column of the text, as it is seen.
picture() { import -window root -crop 640x380+400+170 +repage rgb:- | sha256sum; }

# Waits until two pictures in a row are the same, and gives the last.
settled() {
  local before= now
  now=$(picture)
  while [ "$now" != "$before" ]; do
    before=$now
    read -rt 0.3 <> <(:) || true
    now=$(picture)
  done
  echo "$now"
}

german='Alles ist in Bern. Der Präsident traf Lena Vogt.'
texts=(
  "Ein Vorspann.\n\nDer Präsident des Innern kam nach Wien.\n"
  "Kurz.\n"
  "وقعت الصين وأوزبكستان مذكرة تفاهم في طشقند.\n"
)
mkdir "$work/one" "$work/two" "$work/fresh"

checked=0
# Compares the window that has been open all the time with one that is started on the same file.
compare() {
  local what=$1 seen wanted
  mkdir -p "$work/fresh/$checked"
  cp "$2" "$work/fresh/$checked/a.txt"
  shown=$app
  begin "$work/fresh/$checked/a.txt"
  wanted=$(settled)
  stop
  app=$shown
  shown=$(xdotool search --onlyvisible --pid "$app" | head -n 1)
  xdotool windowraise "$shown" 2>/dev/null || true
  xdotool windowfocus "$shown" 2>/dev/null || true
  for _ in $(seq 60); do
    seen=$(settled)
    [ "$seen" != "$wanted" ] || break
  done
  if [ "$seen" != "$wanted" ]; then
    import -window root "${GLOSSATOR_KEEP:-/tmp}/painted.png" || true
    wrong "$what: the window does not show what a fresh start shows"
  fi
  checked=$((checked + 1))
}

for text in "${texts[@]}"; do
  printf '%s\n\n%s\n' "$german" "$german" >"$work/one/a.txt"
  rm -rf "$work/one/a.anna.ron" "$work/one/_glossator"
  begin "$work/one/a.txt"
  settled >/dev/null
  printf "$text" >"$work/one/a.txt"
  compare "changed on disk" "$work/one/a.txt"
  stop
done

printf '%s\n' "$german" >"$work/one/a.txt"
begin "$work/one/a.txt"
settled >/dev/null
printf '%s\n' "$german" | iconv -t UTF-16 >"$work/one/a.txt"
compare "encoded otherwise" "$work/one/a.txt"
stop

# The same name in another corpus: opened in the same window by its path.
printf 'Minister reisen nach Wien.\n' >"$work/two/a.txt"
printf '%s\n' "$german" >"$work/one/a.txt"
begin "$work/one/a.txt"
settled >/dev/null
xdotool key ctrl+shift+o
xdotool type --delay 20 "$work/two/a.txt"
xdotool key Return
compare "another corpus" "$work/two/a.txt"
# What is lit is what is marked: the word under a real double click.
xdotool mousemove 470 155 click --repeat 2 --delay 60 1
settled >/dev/null
xdotool key d
until_true "[ -s '$work/two/a.anna.ron' ]"
quote=$(sed -n 's/.*quote: "\([^"]*\)".*/\1/p' "$work/two/a.anna.ron" | head -n 1)
case "Minister reisen nach Wien." in
  *"$quote"*) ;;
  *) wrong "“$quote” was marked, which the window does not show" ;;
esac
[ ! -e "$work/one/a.anna.ron" ] || { wrong "the mark went into the other corpus"; }
stop
echo "painted.sh: $checked passed: the window shows what a fresh start on the same file shows, and “$quote” was marked in it"
