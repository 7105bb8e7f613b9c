# fish completion for telemetry-cli. Made by `python -m telemetry_cli.rendering.completions`.

function __telemetry_cli_codes
    printf '%s\n' '0	Success' '1	General failure (or operation not permitted)' '2	Misuse of a shell builtin (syntax error)' '3	Syntax or argument error' '4	curl: Feature or protocol not supported (not built in)' '5	curl: Proxy name does not resolve' '6	curl: Host name does not resolve (DNS)' '7	curl: Cannot connect (host down or network unreachable)' '8	curl: Strange server reply (FTP, or untrusted apk key)' '10	Docker: Docker or a privileged container required' '16	curl: HTTP/2 framing error' '18	curl: Partial file (transfer ended early)' '22	curl: HTTP error status (404, 429, 5xx)' '23	curl: Cannot write the output (disk full or no permission)' '24	curl: Cannot write to the local file' '25	curl: Upload failed' '26	curl: Cannot read a local file' '27	curl: Out of memory' '28	curl: Timed out (slow network or silent server)' '30	curl: FTP PORT failed' '32	curl: FTP SIZE failed' '33	curl: Range request failed' '34	curl: HTTP POST failed' '35	curl: TLS handshake failed' '36	curl: Download cannot be resumed' '39	curl: LDAP search failed' '44	curl: Functions called in a bad order (internal)' '45	curl: Cannot bind to the interface' '46	curl: Bad password' '47	curl: Too many redirects' '48	curl: Unknown option' '51	curl: Certificate or host key not trusted (TLS or SSH)' '52	curl: Empty reply from the server' '55	curl: Sending failed' '56	curl: Receiving failed (connection reset)' '57	curl: Waiting for the connection failed (select/poll)' '59	curl: TLS cipher cannot be used' '61	curl: Unknown transfer encoding' '63	curl: File larger than allowed' '64	sysexits: Wrong usage (EX_USAGE)' '65	sysexits: Bad input data (EX_DATAERR)' '66	sysexits: Input missing or unreadable (EX_NOINPUT)' '67	sysexits: No such user (EX_NOUSER)' '68	sysexits: No such host (EX_NOHOST)' '69	sysexits: Service unavailable (EX_UNAVAILABLE)' '70	sysexits: Internal software error (EX_SOFTWARE)' '71	sysexits: Operating system error (EX_OSERR)' '72	sysexits: System file missing (EX_OSFILE)' '73	sysexits: Cannot create output (EX_CANTCREAT)' '74	sysexits: Input/output error (EX_IOERR)' '75	sysexits: Temporary failure, try again (EX_TEMPFAIL)' '76	sysexits: Remote side broke the protocol (EX_PROTOCOL)' '77	sysexits: Permission denied (EX_NOPERM)' '78	curl: Remote file not found (or EX_CONFIG, a configuration error)' '79	curl: SSH session failed' '92	curl: HTTP/2 stream error' '95	curl: HTTP/3 error' '100	APT: Package manager failed (broken packages or dependencies)' '101	APT: Configuration error (malformed sources)' '102	APT: Lock held by another process' '103	Validation: Shell is not Bash' '104	Validation: Not run as root (or run through sudo)' '105	Validation: Proxmox VE version not supported' '106	Validation: CPU architecture not supported' '107	Validation: Kernel key limits cannot be read' '108	Validation: Kernel key limits exceeded' '109	Proxmox: No free container ID found' '110	Proxmox: Cannot apply default.vars' '111	Proxmox: Defaults file of the app not available' '112	Proxmox: Invalid choice in the install menu' '113	LXC: Too few CPU cores or too little memory (update given up by the user)' '114	LXC: Too little storage (update given up by the user)' '115	Download: install.func missing or incomplete' '116	Proxmox: Bridge vmbr0 not found' '117	LXC: Container did not reach the running state' '118	LXC: Container got no IP address in time' '119	Proxmox: No storage accepts containers (rootdir content)' '120	Proxmox: No storage accepts templates (vztmpl content)' '121	LXC: Container network not ready' '122	LXC: No internet (user declined to go on)' '123	LXC: Local IP address not detected' '124	Command ran past its time limit (timeout)' '125	Command did not start (Docker, timeout or env itself failed)' '126	Command found but not executable' '127	Command not found' '128	Invalid argument to exit' '129	Hangup: the terminal closed (SIGHUP)' '130	Interrupted with Ctrl+C (SIGINT)' '131	Quit from the keyboard (SIGQUIT)' '132	Illegal CPU instruction (SIGILL)' '134	Aborted itself (SIGABRT / Node.js heap full?)' '137	Killed (SIGKILL / Out of memory?)' '139	Segmentation fault (SIGSEGV)' '141	Broken pipe (SIGPIPE / The reader went away)' '143	Terminated (SIGTERM)' '144	Ended by signal 16 (SIGSTKFLT / SIGUSR1 on some systems)' '146	Ended by signal 18 (SIGCONT / SIGTSTP on some systems)' '150	systemd: Service failed to start' '151	systemd: Unit not found' '152	Service: Permission denied (EACCES)' '153	Build: Compile failed (make, gcc, cmake)' '154	Node.js: Native addon failed to build (node-gyp)' '160	Python: Virtual environment or uv missing or broken' '161	Python: Dependencies cannot be resolved' '162	Python: Install refused (permissions, or externally managed)' '170	PostgreSQL: Cannot connect' '171	PostgreSQL: Authentication failed' '172	PostgreSQL: Database does not exist' '173	PostgreSQL: Fatal error in a query' '180	MySQL/MariaDB: Cannot connect' '181	MySQL/MariaDB: Authentication failed' '182	MySQL/MariaDB: Database does not exist' '183	MySQL/MariaDB: Fatal error in a query' '190	MongoDB: Cannot connect' '191	MongoDB: Authentication failed' '192	MongoDB: Database not found' '193	MongoDB: Fatal error in a query' '200	Proxmox: Lock file cannot be created' '203	Proxmox: CTID not set' '204	Proxmox: PCT_OSTYPE not set' '205	Proxmox: CTID below 100' '206	Proxmox: CTID already in use' '207	Proxmox: Password has special characters that are not escaped' '208	Proxmox: Invalid configuration (DNS, MAC or network format)' '209	Proxmox: Container could not be created' '210	Proxmox: Cluster has no quorum' '211	Proxmox: Waited too long for the template lock' '212	Proxmox: Storage type takes VMs only (iscsidirect)' '213	Proxmox: Storage does not take containers (rootdir content)' '214	Proxmox: Not enough storage space' '215	Proxmox: Container created but not listed (ghost)' '216	Proxmox: Configuration has no rootfs entry' '217	Proxmox: Storage not accessible' '218	Proxmox: Template file corrupt or incomplete' '219	Proxmox: CephFS cannot hold containers (RBD can)' '220	Proxmox: Template path cannot be resolved' '221	Proxmox: Template file not readable' '222	Proxmox: Template download failed' '223	Proxmox: Template missing after its download' '224	Proxmox: Backup Server storage holds backups only' '225	Proxmox: No template for this OS and version' '226	Proxmox: VM disk import or later VM setup failed' '231	Proxmox: LXC stack upgrade failed' '232	Tools: Wrong place (run on the Proxmox VE host, not in a container)' '233	Tools: Application not installed (nothing to update)' '234	Tools: No LXC containers found' '235	Tools: Backup or restore failed' '236	Tools: Required hardware not detected' '237	Tools: Dependency packages could not be installed' '238	Tools: OS or distribution not supported by the addon' '239	Node.js: Unexpected runtime or dependency failure (npm)' '243	Node.js: JavaScript heap out of memory' '245	Node.js: Invalid command-line option' '246	Node.js: Internal JavaScript parse error' '247	Node.js: Fatal internal error' '248	Node.js: Invalid C++ addon or N-API failure' '249	npm: Unknown fatal error (npm, pnpm, yarn)' '250	App: Download failed (or version not determined)' '251	App: Archive could not be unpacked' '252	App: Required file or resource missing' '253	App: Data must be migrated first (update stopped)' '254	App: User declined (or the prompt timed out)' '255	dpkg: Fatal internal error'
end

function __telemetry_cli_options --description 'The options of a command that are not there yet'
    switch $argv[1]
        case 'start-lxc'
            printf '%s\n' '--app	The application. Default: unknown.	' '--ct-type	1 = LXC, 2 = VM; follows the command if not given.	' '--disk-size	Disk size in GB, such as 8 or 8G.	' '--core-count	Number of CPU cores.	' '--ram-size	Memory in MB, such as 2048 or 2G.	' '--os-type	Operating system, e.g. debian.	' '--os-version	Version of the operating system, e.g. 12.	' '--pve-version	Version of Proxmox VE; taken from pveversion if not given. Default: not found.	' '--method	Installation method. Default: default.	' '--random-id	The session\'s UUID; generated if not given.	' '--detach	Return once the event is on disk; deliver in the background.	' '--dry-run	Print the requests that would be sent; send nothing.	' '--print-id	Print the record ID on stdout.	' '--json	Print the outcome as JSON on stdout.	' '-v	Print on stderr what happened, even without a terminal.	' '--verbose	Print on stderr what happened, even without a terminal.	' '--strict	Exit with 1 unless the event was delivered.	' '-h	Show the help.	' '--help	Show the help.	'
        case 'start-vm'
            printf '%s\n' '--app	The application. Default: unknown.	' '--ct-type	1 = LXC, 2 = VM; follows the command if not given.	' '--disk-size	Disk size in GB, such as 8 or 8G.	' '--core-count	Number of CPU cores.	' '--ram-size	Memory in MB, such as 2048 or 2G.	' '--os-type	Operating system, e.g. debian.	' '--os-version	Version of the operating system, e.g. 12.	' '--pve-version	Version of Proxmox VE; taken from pveversion if not given. Default: not found.	' '--method	Installation method. Default: default.	' '--random-id	The session\'s UUID; generated if not given.	' '--detach	Return once the event is on disk; deliver in the background.	' '--dry-run	Print the requests that would be sent; send nothing.	' '--print-id	Print the record ID on stdout.	' '--json	Print the outcome as JSON on stdout.	' '-v	Print on stderr what happened, even without a terminal.	' '--verbose	Print on stderr what happened, even without a terminal.	' '--strict	Exit with 1 unless the event was delivered.	' '-h	Show the help.	' '--help	Show the help.	'
        case 'start-addon'
            printf '%s\n' '--app	The application. Default: unknown.	' '--ct-type	1 = LXC, 2 = VM; follows the command if not given.	' '--disk-size	Disk size in GB, such as 8 or 8G.	' '--core-count	Number of CPU cores.	' '--ram-size	Memory in MB, such as 2048 or 2G.	' '--os-type	Operating system, e.g. debian.	' '--os-version	Version of the operating system, e.g. 12.	' '--pve-version	Version of Proxmox VE; taken from pveversion if not given. Default: not found.	' '--method	Installation method. Default: default.	' '--random-id	The session\'s UUID; generated if not given.	' '--detach	Return once the event is on disk; deliver in the background.	' '--dry-run	Print the requests that would be sent; send nothing.	' '--print-id	Print the record ID on stdout.	' '--json	Print the outcome as JSON on stdout.	' '-v	Print on stderr what happened, even without a terminal.	' '--verbose	Print on stderr what happened, even without a terminal.	' '--strict	Exit with 1 unless the event was delivered.	' '-h	Show the help.	' '--help	Show the help.	'
        case 'start-pve'
            printf '%s\n' '--app	The application. Default: unknown.	' '--ct-type	1 = LXC, 2 = VM; follows the command if not given.	' '--disk-size	Disk size in GB, such as 8 or 8G.	' '--core-count	Number of CPU cores.	' '--ram-size	Memory in MB, such as 2048 or 2G.	' '--os-type	Operating system, e.g. debian.	' '--os-version	Version of the operating system, e.g. 12.	' '--pve-version	Version of Proxmox VE; taken from pveversion if not given. Default: not found.	' '--method	Installation method. Default: default.	' '--random-id	The session\'s UUID; generated if not given.	' '--detach	Return once the event is on disk; deliver in the background.	' '--dry-run	Print the requests that would be sent; send nothing.	' '--print-id	Print the record ID on stdout.	' '--json	Print the outcome as JSON on stdout.	' '-v	Print on stderr what happened, even without a terminal.	' '--verbose	Print on stderr what happened, even without a terminal.	' '--strict	Exit with 1 unless the event was delivered.	' '-h	Show the help.	' '--help	Show the help.	'
        case 'update'
            printf '%s\n' '--random-id	The session\'s UUID; generated if not given.	' '--record-id	The record\'s ID.	' '--error	Text to send, redacted, in place of the code\'s explanation.	' '--error-log	A log whose end is sent, redacted, after the explanation.	' '--force	Replace a final status that was sent before.	' '--detach	Return once the event is on disk; deliver in the background.	' '--dry-run	Print the requests that would be sent; send nothing.	' '--print-id	Print the record ID on stdout.	' '--json	Print the outcome as JSON on stdout.	' '-v	Print on stderr what happened, even without a terminal.	' '--verbose	Print on stderr what happened, even without a terminal.	' '--strict	Exit with 1 unless the event was delivered.	' '-h	Show the help.	' '--help	Show the help.	'
        case 'run'
            printf '%s\n' '--type	What is installed.	' '--app	The application. Default: unknown.	' '--ct-type	1 = LXC, 2 = VM; follows the command if not given.	' '--disk-size	Disk size in GB, such as 8 or 8G.	' '--core-count	Number of CPU cores.	' '--ram-size	Memory in MB, such as 2048 or 2G.	' '--os-type	Operating system, e.g. debian.	' '--os-version	Version of the operating system, e.g. 12.	' '--pve-version	Version of Proxmox VE; taken from pveversion if not given. Default: not found.	' '--method	Installation method. Default: default.	' '--random-id	The session\'s UUID; generated if not given.	' '--dry-run	Print the requests that would be sent; send nothing.	' '-v	Print on stderr what happened, even without a terminal.	' '--verbose	Print on stderr what happened, even without a terminal.	' '-h	Show the help.	' '--help	Show the help.	'
        case 'flush'
            printf '%s\n' '--list	List what is queued and why; send nothing.	' '--force	Also try what should wait longer.	' '--dry-run	Print the requests that would be sent; send nothing.	' '--json	Print the outcome as JSON on stdout.	' '-v	Print on stderr what happened, even without a terminal.	' '--verbose	Print on stderr what happened, even without a terminal.	' '--strict	Exit with 1 unless the event was delivered.	' '-h	Show the help.	' '--help	Show the help.	'
        case 'explain'
            printf '%s\n' '--last	Explain the latest failed session of this machine.	' '--seen	Ask the server how often it was seen in 30 days.	' '--category	List the codes of a category.	' '--search	List the codes with these words.	' '--json	Print all that is known as JSON.	' '-h	Show the help.	' '--help	Show the help.	'
        case 'query'
            printf '%s\n' '--filter	A PocketBase filter, added to the others.	' '--app	The application; * for any text; repeatable.	*' '--status	success, failed, installing, unknown; repeatable.	*' '--failed	Failed installs alone.	' '--type	What was installed; repeatable.	*' '--exit-code	137, oom, 100-125 or 1,2; repeatable.	*' '--category	Exit codes of a category, as database; repeatable.	*' '--os-type	As debian; * for any text; repeatable.	*' '--os-version	As 12; * for any text; repeatable.	*' '--pve-version	As 8.2.*; * for any text; repeatable.	*' '--method	How it was installed; * for any text; repeatable.	*' '--since	From then on: 7d, 36h, 2026-02-01, a time; in UTC.	' '--until	Before then; a date is its midnight, UTC.	' '--stuck	Still installing after that long, as 24h.	' '--random-id	The record of one session.	' '--sort	Fields by comma, - before one for descending; newest first if not given.	' '-n	At most N records, 30 if not given.	' '--limit	At most N records, 30 if not given.	' '--all	All records; without --sort in no order, but faster.	' '--page	This page alone.	' '--per-page	Records on a page.	' '--fields	These fields alone, by comma.	' '-o	How to write the records.	' '--output	How to write the records.	' '--count	Print the number of matches alone.	' '-f	Go on with new matches as they come.	' '--follow	Go on with new matches as they come.	' '--print-filter	Print the PocketBase filter and ask nothing.	' '-h	Show the help.	' '--help	Show the help.	'
        case 'show'
            printf '%s\n' '--json	Print the record as JSON.	' '-h	Show the help.	' '--help	Show the help.	'
        case 'stats'
            printf '%s\n' '--filter	A PocketBase filter, added to the others.	' '--app	The application; * for any text; repeatable.	*' '--status	success, failed, installing, unknown; repeatable.	*' '--failed	Failed installs alone.	' '--type	What was installed; repeatable.	*' '--exit-code	137, oom, 100-125 or 1,2; repeatable.	*' '--category	Exit codes of a category, as database; repeatable.	*' '--os-type	As debian; * for any text; repeatable.	*' '--os-version	As 12; * for any text; repeatable.	*' '--pve-version	As 8.2.*; * for any text; repeatable.	*' '--method	How it was installed; * for any text; repeatable.	*' '--since	From then on: 7d, 36h, 2026-02-01, a time; in UTC.	' '--until	Before then; a date is its midnight, UTC.	' '--stuck	Still installing after that long, as 24h.	' '--random-id	The record of one session.	' '--compare	Compare with the period before --since (7d if not given).	' '--minimum	List apps of at least N installs.	' '--html	Write a page with charts to FILE, too.	' '-o	How to write the statistics.	' '--output	How to write the statistics.	' '-h	Show the help.	' '--help	Show the help.	'
        case 'diagnostics'
            printf '%s\n' '-h	Show the help.	' '--help	Show the help.	'
        case 'diagnostics show'
            printf '%s\n' '--json	Print it as JSON.	' '-h	Show the help.	' '--help	Show the help.	'
        case 'diagnostics enable'
            printf '%s\n' '-h	Show the help.	' '--help	Show the help.	'
        case 'diagnostics disable'
            printf '%s\n' '-h	Show the help.	' '--help	Show the help.	'
        case 'doctor'
            printf '%s\n' '--json	Print the checks as JSON.	' '-h	Show the help.	' '--help	Show the help.	'
        case 'init'
            printf '%s\n' '-h	Show the help.	' '--help	Show the help.	'
        case 'serve'
            printf '%s\n' '--host	The address to listen on.	' '--port	The port to listen on; 0 takes a free one.	' '--data-dir	Where the data is kept; in the state directory if not given.	' '--open	The rules of the documented server: anybody reads, searches and changes.	' '-h	Show the help.	' '--help	Show the help.	'
        case 'demo'
            printf '%s\n' '-h	Show the help.	' '--help	Show the help.	'
        case ''
            printf '%s\n' '-h	Show the help.	' '--help	Show the help.	' '-V	Show the version.	' '--version	Show the version.	'
    end
end

function __telemetry_cli_values --description 'What follows an option of a command, or stands in a place'
    switch "$argv"
        case 'start-lxc --app *'
            true
        case 'start-lxc --ct-type *'
            true
        case 'start-lxc --disk-size *'
            true
        case 'start-lxc --core-count *'
            true
        case 'start-lxc --ram-size *'
            true
        case 'start-lxc --os-type *'
            true
        case 'start-lxc --os-version *'
            true
        case 'start-lxc --pve-version *'
            true
        case 'start-lxc --method *'
            true
        case 'start-lxc --random-id *'
            true
        case 'start-vm --app *'
            true
        case 'start-vm --ct-type *'
            true
        case 'start-vm --disk-size *'
            true
        case 'start-vm --core-count *'
            true
        case 'start-vm --ram-size *'
            true
        case 'start-vm --os-type *'
            true
        case 'start-vm --os-version *'
            true
        case 'start-vm --pve-version *'
            true
        case 'start-vm --method *'
            true
        case 'start-vm --random-id *'
            true
        case 'start-addon --app *'
            true
        case 'start-addon --ct-type *'
            true
        case 'start-addon --disk-size *'
            true
        case 'start-addon --core-count *'
            true
        case 'start-addon --ram-size *'
            true
        case 'start-addon --os-type *'
            true
        case 'start-addon --os-version *'
            true
        case 'start-addon --pve-version *'
            true
        case 'start-addon --method *'
            true
        case 'start-addon --random-id *'
            true
        case 'start-pve --app *'
            true
        case 'start-pve --ct-type *'
            true
        case 'start-pve --disk-size *'
            true
        case 'start-pve --core-count *'
            true
        case 'start-pve --ram-size *'
            true
        case 'start-pve --os-type *'
            true
        case 'start-pve --os-version *'
            true
        case 'start-pve --pve-version *'
            true
        case 'start-pve --method *'
            true
        case 'start-pve --random-id *'
            true
        case 'update --random-id *'
            true
        case 'update --record-id *'
            true
        case 'update --error *'
            true
        case 'update --error-log *'
            echo @files
        case 'update 1 *'
            printf '%s\n' done failed unknown
        case 'update 2 *'
            __telemetry_cli_codes; printf '%s\n' INTERRUPTED TERMINATED HANGUP
        case 'run --type *'
            printf '%s\n' lxc vm addon pve
        case 'run --app *'
            true
        case 'run --ct-type *'
            true
        case 'run --disk-size *'
            true
        case 'run --core-count *'
            true
        case 'run --ram-size *'
            true
        case 'run --os-type *'
            true
        case 'run --os-version *'
            true
        case 'run --pve-version *'
            true
        case 'run --method *'
            true
        case 'run --random-id *'
            true
        case 'run ... *'
            true
        case 'explain --category *'
            printf '%s\n' none shell network config storage resource timeout permission service runtime dependency proxmox user_aborted signal database unknown
        case 'explain --search *'
            true
        case 'explain ... *'
            __telemetry_cli_codes
        case 'query --filter *'
            true
        case 'query --app *'
            true
        case 'query --status *'
            printf '%s\n' installing success failed unknown
        case 'query --type *'
            printf '%s\n' lxc vm addon pve
        case 'query --exit-code *'
            __telemetry_cli_codes
        case 'query --category *'
            printf '%s\n' none shell network config storage resource timeout permission service runtime dependency proxmox user_aborted signal database unknown
        case 'query --os-type *'
            true
        case 'query --os-version *'
            true
        case 'query --pve-version *'
            true
        case 'query --method *'
            true
        case 'query --since *'
            true
        case 'query --until *'
            true
        case 'query --stuck *'
            true
        case 'query --random-id *'
            true
        case 'query --sort *'
            __telemetry_cli_list "$argv[3]" id random_id type nsapp ct_type status disk_size core_count ram_size os_type os_version pve_version method error exit_code created updated -id -random_id -type -nsapp -ct_type -status -disk_size -core_count -ram_size -os_type -os_version -pve_version -method -error -exit_code -created -updated
        case 'query -n *'
            true
        case 'query --limit *'
            true
        case 'query --page *'
            true
        case 'query --per-page *'
            true
        case 'query --fields *'
            __telemetry_cli_list "$argv[3]" id random_id type nsapp ct_type status disk_size core_count ram_size os_type os_version pve_version method error exit_code created updated
        case 'query -o *'
            printf '%s\n' table json ndjson csv
        case 'query --output *'
            printf '%s\n' table json ndjson csv
        case 'show 1 *'
            true
        case 'stats --filter *'
            true
        case 'stats --app *'
            true
        case 'stats --status *'
            printf '%s\n' installing success failed unknown
        case 'stats --type *'
            printf '%s\n' lxc vm addon pve
        case 'stats --exit-code *'
            __telemetry_cli_codes
        case 'stats --category *'
            printf '%s\n' none shell network config storage resource timeout permission service runtime dependency proxmox user_aborted signal database unknown
        case 'stats --os-type *'
            true
        case 'stats --os-version *'
            true
        case 'stats --pve-version *'
            true
        case 'stats --method *'
            true
        case 'stats --since *'
            true
        case 'stats --until *'
            true
        case 'stats --stuck *'
            true
        case 'stats --random-id *'
            true
        case 'stats --minimum *'
            true
        case 'stats --html *'
            echo @files
        case 'stats -o *'
            printf '%s\n' table json csv
        case 'stats --output *'
            printf '%s\n' table json csv
        case 'diagnostics 1 *'
            printf '%s\n' 'show	Show whether reports are sent, which setting decides that, and what is queued' 'enable	Allow reports in the diagnostics file' 'disable	Forbid reports in the diagnostics file, and drop queued events'
        case 'init 1 *'
            printf '%s\n' bash
        case 'serve --host *'
            true
        case 'serve --port *'
            true
        case 'serve --data-dir *'
            echo @directories
        case ' 1 *'
            printf '%s\n' 'start-lxc	Report that the install of a container starts' 'start-vm	Report that the install of a virtual machine starts' 'start-addon	Report that the install of an addon starts' 'start-pve	Report that the install of a tool on the host starts' 'update	Report how an install ended' 'run	Run CMD, and report how the install starts and ends' 'flush	Deliver queued events, oldest first' 'explain	Say what an exit code means, why it happens and what to do' 'query	Search the records, the newest first' 'show	Show one record in full, its exit code explained' 'stats	Count installs and failures, by app, exit code, system and day' 'diagnostics	Show or change whether reports are sent' 'doctor	Check everything a report needs, and say what to fix' 'init	Print the bash library that replaces api.func' 'serve	Run a PocketBase of your own, until Ctrl+C' 'demo	Show the whole loop: report, search, explain'
        case '*'
            return 1
    end
end

function __telemetry_cli_list --description 'The words of a list by comma, after what is there'
    set -l before (string replace -r -- '[^,]*$' '' $argv[1])
    printf '%s\n' "$before"$argv[2..]
end

function __telemetry_cli_complete
    set -l current (commandline -ct)
    set -l words (commandline -opc)
    set -e words[1]
    set -l command ''
    set -l option ''
    set -l before ''
    set -l place 1
    set -l rest
    set -l ended 0
    set -l used
    for word in $words
        if test -n "$option"
            set option ''
        else if test $ended = 1
            set -a rest $word
        else
            switch $word
                case --
                    set ended 1
                case '--*=*'
                    set -a used (string split -m1 = -- $word)[1]
                case '-*'
                    set -a used $word
                    contains -- "$command $word" 'start-lxc --app' 'start-lxc --ct-type' 'start-lxc --disk-size' 'start-lxc --core-count' 'start-lxc --ram-size' 'start-lxc --os-type' 'start-lxc --os-version' 'start-lxc --pve-version' 'start-lxc --method' 'start-lxc --random-id' 'start-vm --app' 'start-vm --ct-type' 'start-vm --disk-size' 'start-vm --core-count' 'start-vm --ram-size' 'start-vm --os-type' 'start-vm --os-version' 'start-vm --pve-version' 'start-vm --method' 'start-vm --random-id' 'start-addon --app' 'start-addon --ct-type' 'start-addon --disk-size' 'start-addon --core-count' 'start-addon --ram-size' 'start-addon --os-type' 'start-addon --os-version' 'start-addon --pve-version' 'start-addon --method' 'start-addon --random-id' 'start-pve --app' 'start-pve --ct-type' 'start-pve --disk-size' 'start-pve --core-count' 'start-pve --ram-size' 'start-pve --os-type' 'start-pve --os-version' 'start-pve --pve-version' 'start-pve --method' 'start-pve --random-id' 'update --random-id' 'update --record-id' 'update --error' 'update --error-log' 'run --type' 'run --app' 'run --ct-type' 'run --disk-size' 'run --core-count' 'run --ram-size' 'run --os-type' 'run --os-version' 'run --pve-version' 'run --method' 'run --random-id' 'explain --category' 'explain --search' 'query --filter' 'query --app' 'query --status' 'query --type' 'query --exit-code' 'query --category' 'query --os-type' 'query --os-version' 'query --pve-version' 'query --method' 'query --since' 'query --until' 'query --stuck' 'query --random-id' 'query --sort' 'query -n' 'query --limit' 'query --page' 'query --per-page' 'query --fields' 'query -o' 'query --output' 'stats --filter' 'stats --app' 'stats --status' 'stats --type' 'stats --exit-code' 'stats --category' 'stats --os-type' 'stats --os-version' 'stats --pve-version' 'stats --method' 'stats --since' 'stats --until' 'stats --stuck' 'stats --random-id' 'stats --minimum' 'stats --html' 'stats -o' 'stats --output' 'serve --host' 'serve --port' 'serve --data-dir'; and set option $word
                case '*'
                    if test -z "$command"
                        set command $word
                    else if contains -- "$command $word" 'diagnostics show' 'diagnostics enable' 'diagnostics disable'
                        set command "$command $word"
                    else
                        set place (math $place + 1)
                    end
            end
        end
    end
    if test $ended = 1
        if test "$command" = run
            complete -C (string join ' ' -- (string escape -- $rest) $current)
            return
        end
        set place (math $place + (count $rest))
    else if string match -q -- '--*=*' $current
        set -l parts (string split -m1 = -- $current)
        set option $parts[1]
        set before "$option="
        set current $parts[2]
    else if string match -q -- '-*' $current; and test -z "$option"
        __telemetry_cli_options "$command" | while read -l line
            set -l parts (string split \t -- $line)
            if test "$parts[3]" = '*'; or not contains -- $parts[1] $used
                printf '%s\t%s\n' $parts[1] $parts[2]
            end
        end
        return
    end
    set -l values
    if test -n "$option"
        set values (__telemetry_cli_values "$command" $option $current)
    else
        set values (__telemetry_cli_values "$command" $place $current)
        or set values (__telemetry_cli_values "$command" ... $current)
    end
    switch "$values[1]"
        case @files
            set values (__fish_complete_path $current)
        case @directories
            set values (__fish_complete_directories $current '')
    end
    test (count $values) = 0; or printf '%s\n' $before$values
end

complete -c telemetry-cli -e
complete -c telemetry-cli -f -a '(__telemetry_cli_complete)'
