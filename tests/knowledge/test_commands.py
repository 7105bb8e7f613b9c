"""Which program a shell command runs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telemetry_cli.knowledge.commands import program_of, programs_of


@pytest.mark.parametrize(
    ("command", "program"),
    [
        ('pct start "$CTID"', "pct"),
        ("/usr/sbin/lvcreate -n vm-105-disk-0 pve", "lvcreate"),
        ('"/opt/my app/bin/server" --port 80', "server"),
        ("'/usr/bin/php8.3' artisan migrate --force", "php8.3"),
        ("$INSTALL_DIR/.venv/bin/python -m app", "python"),
        (r"\curl -fsSL https://example.org", "curl"),
        ("./configure --prefix=/usr", "configure"),
        ("npm run build -- --mode production", "npm"),
        ("exit 206", "exit"),
        ('msg_error "no such file"', "msg_error"),
        (". /etc/os-release", "."),
    ],
)
def test_a_simple_command_runs_its_first_word_without_path_and_quotes(
    command: str, program: str
) -> None:
    assert program_of(command) == program


@pytest.mark.parametrize(
    ("command", "program"),
    [
        ("$STD apt-get install -y sudo", "apt-get"),
        ("${STD} npm ci", "npm"),
        ('"$STD" npm ci', "npm"),
        ("silent apt update", "apt"),
        ("sudo -E -u git -H -- git clone https://example.org/x", "git"),
        ("DEBIAN_FRONTEND=noninteractive LC_ALL='C UTF' apt-get -y upgrade", "apt-get"),
        ("env -u PIP_USER NODE_ENV=production npm ci", "npm"),
        ("timeout -k 5 --foreground 60 curl -fsSL https://example.org", "curl"),
        ("timeout --signal=KILL 60 wget -q https://example.org", "wget"),
        ("nice -n 10 ionice -c 3 make -j4", "make"),
        ("nohup java -jar app.jar &", "java"),
        ("stdbuf -oL -eL cargo build --release", "cargo"),
        ("flock -w 10 /tmp/x.lock apt-get update", "apt-get"),
        ("chroot /mnt apt-get update", "apt-get"),
        ("exec setsid node server.js", "node"),
        ("command git fetch --all", "git"),
        ("runuser -u postgres -- psql -l", "psql"),
    ],
)
def test_wrappers_and_assignments_are_passed_over(command: str, program: str) -> None:
    assert program_of(command) == program


@pytest.mark.parametrize(
    ("command", "program"),
    [
        ("sudo -i", "sudo"),
        ("timeout 60", "timeout"),
        ("command -v node", "command"),
        ("exec 3>&1", "exec"),
        ("env", "env"),
        ("su - git", "su"),
        ("pct list", "pct"),
        ("docker compose up -d", "docker"),
        ('lxc-attach -n "$CTID"', "lxc-attach"),
    ],
)
def test_a_wrapper_that_runs_nothing_is_the_program(command: str, program: str) -> None:
    assert program_of(command) == program


@pytest.mark.parametrize(
    ("command", "program"),
    [
        ('pct exec "$CTID" -- bash -c "apt-get update >/dev/null"', "apt-get"),
        ("pct exec 105 -- ash -c 'apk add bash'", "apk"),
        ("pct exec 105 --keep-env 0 -- /usr/bin/npm ci", "npm"),
        ("pct exec 105 systemctl restart nginx", "systemctl"),
        ('lxc-attach -n "$CTID" -- php occ upgrade', "php"),
        ('lxc-attach --name="$CTID" -- bash -c "npm ci"', "npm"),
        ("docker exec -it -u www-data nextcloud php occ upgrade", "php"),
        ("podman exec web nginx -t", "nginx"),
        ("""bash -lc 'cd /opt/app && ./gradlew build'""", "gradlew"),
        ("""sudo -u app bash -c "export X=1; uv sync --frozen" """, "uv"),
        ("""su - postgres -c "psql -c \\"SELECT 1\\"" """, "psql"),
        ("""eval "curl -fsSL $URL" """, "curl"),
        ("bash -c 'make; npm ci | tee log'", "npm"),
        ("sh -c 'exec bash -c \"make\"'", "make"),
    ],
)
def test_the_inner_program_counts(command: str, program: str) -> None:
    assert program_of(command) == program


@pytest.mark.parametrize(
    "command",
    [
        'bash -c "$(curl -fsSL https://example.org/install.sh)"',
        'lxc-attach -n "$CTID" -- bash -c "$(curl -fsSL https://example.org/x.sh)"',
        "bash <(curl -fsSL https://example.org/install.sh)",
        'bash "$script"',
        "bash -x install.sh -c app.conf",
        'bash -o pipefail -c "$COMMAND"',
    ],
)
def test_a_script_that_is_not_in_the_command_is_run_by_the_shell(command: str) -> None:
    assert program_of(command) == "bash"


@pytest.mark.parametrize(
    ("command", "program"),
    [
        ("RELEASE=$(curl -fsSL https://example.org | jq -r .tag_name)", "curl"),
        ('CHOICE="$(whiptail --menu "Choose (one)" 10 60 3>&1 1>&2 2>&3)"', "whiptail"),
        ("NEXTID=`pvesh get /cluster/nextid`", "pvesh"),
        ('local version=$(git ls-remote --tags "$url" | tail -n1)', "git"),
        ('declare -g A=1 B="$(sudo lvs --noheadings)"', "lvs"),
        ("N=$(( $(nproc) - 1 ))", ""),
        ("X=5", ""),
    ],
)
def test_an_assignment_runs_what_it_substitutes(command: str, program: str) -> None:
    assert program_of(command) == program


@pytest.mark.parametrize(
    ("command", "program"),
    [
        ("if ! pct create 105 local:vztmpl/x $OPTIONS >log 2>&1", "pct"),
        ("( cd /opt/app && npm ci )", "npm"),
        ("! grep -q 'a | b; c' file", "grep"),
        ("while ! pg_isready -q", "pg_isready"),
        ("[[ -f /x && -d /y || $z == *'|'* ]]", "test"),
        ("[ -f /x ]", "test"),
        ("(( count++ ))", "let"),
        (">/dev/null 2>&1 curl https://example.org", "curl"),
        ("2>&- wget https://example.org", "wget"),
        ("cat <<EOF >/etc/x.conf\nrm -rf $(pwd) | false\nEOF", "cat"),
        ('mysql -u root <<< "SELECT 1"', "mysql"),
        ("tar -xzf <(curl -fsSL https://example.org) -C /opt", "tar"),
        ("find . -name '*.pyc' -exec rm {} \\;", "find"),
        ("apt-get update # then upgrade | whatever", "apt-get"),
        ("curl \\\n  -fsSL \\\n  https://example.org", "curl"),
    ],
)
def test_what_surrounds_a_command_does_not_hide_it(command: str, program: str) -> None:
    assert program_of(command) == program


@pytest.mark.parametrize(
    ("command", "program", "programs"),
    [
        ("curl -fsSL x | tar xz", "curl", ("curl", "tar")),
        ("echo yes | sudo apt install x", "apt", ("echo", "sudo", "apt")),
        ("cat dump.sql | psql app", "psql", ("cat", "psql")),
        ("apt-get update && apt-get install -y x", "apt-get", ("apt-get", "apt-get")),
        ("cd /opt/x && ./configure && make", "make", ("cd", "configure", "make")),
        ("wget -q x || exit 8", "wget", ("wget", "exit")),
        ("pct exec 105 -- npm ci", "npm", ("pct", "npm")),
        ("timeout 60 curl x |& tee log", "curl", ("timeout", "curl", "tee")),
        ("echo a; echo b", "echo", ("echo", "echo")),
    ],
)
def test_a_pipeline_counts_by_its_producer_and_a_list_by_its_last_command(
    command: str, program: str, programs: tuple[str, ...]
) -> None:
    assert program_of(command) == program
    assert programs_of(command) == programs


@pytest.mark.parametrize(
    "command",
    [
        *("", "   ", "#", "\x00", "'", "x" * 50, "for i in 1 2 3", "case $x in", "ü --x"),
        *("$CMD install", '"$UV_BIN" sync', "${PYTHON:-python3} x.py", "$(which php) x"),
        *('sudo -E "$UV_BIN" sync', 'timeout 60 "$CMD"', 'pct exec 105 -- "${CMD[@]}"'),
    ],
)
def test_what_cannot_be_known_is_no_program(command: str) -> None:
    assert program_of(command) == ""


@given(st.text(alphabet="abc $(){}[]|&;<>'\"`\\=-/#!\n", max_size=80) | st.text())
def test_no_text_breaks_it(command: str) -> None:
    for program in (*programs_of(command), program_of(command)):
        assert len(program) <= 40
        assert program.isascii()
        assert " " not in program


@pytest.mark.parametrize(
    "piece", ["sudo ", "$(", "((", "`", "bash -c '", "eval ", '"$(', "! ", "X=$(", "[[ ", "<", "a|"]
)
def test_a_megabyte_is_read_as_fast_as_its_start(piece: str) -> None:
    begin = time.process_time()
    programs_of(piece * (1_000_000 // len(piece)))
    assert time.process_time() - begin < 1
