# Finds external tools and installs what is missing. Sourced by bitwright, check and .ci/run; works with bash 3.2 and later.
# A tool is one of: jdk maven verilator c++ make zlib iverilog yosys nextpnr-ice40 chromium tclsh python3.

say() {
  printf '%s\n' "$*" >&2
}

# Whether a tool is there.
has_tool() {
  case "$1" in
    jdk) [ -x "${JAVA_HOME:-/nonexistent}/bin/javac" ] || command -v javac >/dev/null 2>&1 ;;
    maven) command -v mvn >/dev/null 2>&1 ;;
    c++) command -v g++ >/dev/null 2>&1 || command -v clang++ >/dev/null 2>&1 ;;
    zlib) has_zlib ;;
    chromium)
      command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
        command -v google-chrome >/dev/null 2>&1
      ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
  esac
}

# Waveforms in FST need the header zlib.h; asking the compiler is slower than looking where it usually is.
has_zlib() {
  [ -e /usr/include/zlib.h ] && return 0
  local cxx=g++
  command -v g++ >/dev/null 2>&1 || cxx=clang++
  command -v "$cxx" >/dev/null 2>&1 || return 1
  printf '#include <zlib.h>\n' | "$cxx" -E -x c++ - >/dev/null 2>&1
}

# The tools of a list that are not there.
missing_tools() {
  local tool list=""
  for tool in "$@"; do
    has_tool "$tool" || list="$list $tool"
  done
  printf '%s' "${list# }"
}

package_manager() {
  local manager
  for manager in apt-get dnf apk pacman brew; do
    if command -v "$manager" >/dev/null 2>&1; then
      printf '%s' "$manager"
      return
    fi
  done
}

# The package that brings a tool: package_of MANAGER TOOL.
package_of() {
  case "$1:$2" in
    apt-get:jdk) printf default-jdk-headless ;;
    dnf:jdk) printf java-17-openjdk-devel ;;
    apk:jdk) printf openjdk17-jdk ;;
    pacman:jdk) printf jdk17-openjdk ;;
    brew:jdk) printf openjdk@17 ;;
    apt-get:c++ | apk:c++) printf g++ ;;
    dnf:c++) printf gcc-c++ ;;
    pacman:c++ | brew:c++) printf gcc ;;
    apt-get:zlib) printf zlib1g-dev ;;
    dnf:zlib) printf zlib-devel ;;
    apk:zlib) printf zlib-dev ;;
    brew:tclsh) printf tcl-tk ;;
    *:tclsh) printf tcl ;;
    pacman:python3 | brew:python3) printf python ;;
    brew:iverilog) printf icarus-verilog ;;
    *) printf '%s' "$2" ;;
  esac
}

# The line that installs tools, as a person would type it: install_line TOOL...
install_line() {
  local manager packages="" tool sudo=""
  manager=$(package_manager)
  for tool in "$@"; do
    packages="$packages $(package_of "${manager:-apt-get}" "$tool")"
  done
  [ "$(id -u)" = 0 ] || sudo="sudo "
  case "$manager" in
    apt-get) printf '%s' "${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends$packages" ;;
    dnf) printf '%s' "${sudo}dnf install -y$packages" ;;
    apk) printf '%s' "${sudo}apk add$packages" ;;
    pacman) printf '%s' "${sudo}pacman -Sy --noconfirm$packages" ;;
    brew) printf '%s' "brew install$packages" ;;
    *) printf '%s' "install with your system's package manager:$packages" ;;
  esac
}

# Whether packages can be installed without asking anybody.
may_install() {
  case "$(package_manager)" in
    "") return 1 ;;
    brew) return 0 ;;
    *) [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; } ;;
  esac
}

# Makes sure that tools are there, installing them where that is allowed; otherwise says what to type and exits with 4.
ensure_tools() {
  local missing line log
  missing=$(missing_tools "$@")
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086
  line=$(install_line $missing)
  if ! may_install; then
    say "bitwright: missing: $missing; to install, type: $line"
    exit 4
  fi
  say "bitwright: installing ${missing// /, } ($line)"
  log=$(mktemp "${TMPDIR:-/tmp}/bitwright-install.XXXXXX")
  DEBIAN_FRONTEND=noninteractive bash -c "${line//sudo /sudo -n }" >"$log" 2>&1 </dev/null || true
  # shellcheck disable=SC2086
  missing=$(missing_tools $missing)
  if [ -n "$missing" ]; then
    tail -n 5 "$log" >&2
    # shellcheck disable=SC2086
    say "bitwright: still missing: $missing; to install, type: $(install_line $missing) (log: $log)"
    exit 4
  fi
  rm -f "$log"
}
