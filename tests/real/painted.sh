#!/usr/bin/env bash
# The real window: an article of the same name in another corpus, and an article changed, shortened, encoded otherwise or
# replaced by one of the other direction while it is on the screen. What is painted must be the picture of a fresh
# start on the same file, and what is marked the word that is lit.
#   tests/real/painted.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
work=$(mktemp -d)
number=$((200 + RANDOM % 700))
Xvfb ":$number" -screen 0 1440x900x24 -nolisten tcp >/dev/null 2>&1 &
xvfb=$!
app=
finish() { kill -9 ${app:-} "$xvfb" 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT
export DISPLAY=":$number" LIBGL_ALWAYS_SOFTWARE=1 XDG_RUNTIME_DIR="$work/run"
export XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_CACHE_HOME="$work/cache"
unset WAYLAND_DISPLAY
mkdir -m 700 "$XDG_RUNTIME_DIR" && mkdir "$XDG_CACHE_HOME"

# Waits for a condition, looking every 50 ms for 30 s at most.
until_true() {
  for _ in $(seq 600); do
    if eval "$1"; then return 0; fi
    read -rt 0.05 <> <(:) || true
  done
  echo "painted.sh: waited in vain for: $1" >&2
  return 1
}

# Starts the program on an article and waits until its text is painted.
start() {
  trace="$work/trace.$((++starts))"
  GLOSSATOR_TRACE="$trace" "$program" "$1" --annotator anna &
  app=$!
  until_true "grep -q marks_painted '$trace' 2>/dev/null"
  until_true "xdotool search --onlyvisible --pid $app >/dev/null 2>&1"
  xdotool windowfocus "$(xdotool search --onlyvisible --pid "$app" | head -n 1)" 2>/dev/null || true
  xdotool mousemove 720 700
}
starts=0
stop() { kill -9 "$app"; wait "$app" 2>/dev/null || true; app=; }

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
until_true "[ -e /tmp/.X11-unix/X$number ]"

checked=0
# Compares the window that has been open all the time with one that is started on the same file.
compare() {
  local what=$1 seen wanted
  mkdir -p "$work/fresh/$checked"
  cp "$2" "$work/fresh/$checked/a.txt"
  shown=$app
  start "$work/fresh/$checked/a.txt"
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
    echo "painted.sh: $what: the window does not show what a fresh start shows" >&2
    exit 1
  fi
  checked=$((checked + 1))
}

for text in "${texts[@]}"; do
  printf '%s\n\n%s\n' "$german" "$german" >"$work/one/a.txt"
  rm -rf "$work/one/a.anna.ron" "$work/one/_glossator"
  start "$work/one/a.txt"
  settled >/dev/null
  printf "$text" >"$work/one/a.txt"
  compare "changed on disk" "$work/one/a.txt"
  stop
done

printf '%s\n' "$german" >"$work/one/a.txt"
start "$work/one/a.txt"
settled >/dev/null
printf '%s\n' "$german" | iconv -t UTF-16 >"$work/one/a.txt"
compare "encoded otherwise" "$work/one/a.txt"
stop

# The same name in another corpus: opened in the same window by its path.
printf 'Minister reisen nach Wien.\n' >"$work/two/a.txt"
printf '%s\n' "$german" >"$work/one/a.txt"
start "$work/one/a.txt"
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
  *) echo "painted.sh: “$quote” was marked, which the window does not show" >&2; exit 1 ;;
esac
[ ! -e "$work/one/a.anna.ron" ] || { echo "painted.sh: the mark went into the other corpus" >&2; exit 1; }
stop
echo "painted.sh: $checked passed: the window shows what a fresh start on the same file shows, and “$quote” was marked in it"
