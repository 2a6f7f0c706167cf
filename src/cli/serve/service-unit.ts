/** The systemd unit of the server: it may read its program, write its data, speak to the network, and nothing else. */

export interface UnitGiven {
  /** The words that start the program: absolute paths. */
  readonly command: readonly string[];
  /** Absolute; absent: no file. */
  readonly config?: string;
  /** Absolute. */
  readonly data: string;
  /** Below 1024 a right is needed. */
  readonly port: number;
  /** A user that exists; absent: one that systemd makes (DynamicUser). */
  readonly user?: string;
  readonly version: string;
}

const STATE = '/var/lib/';

/** A word of ExecStart as systemd reads it (systemd.service(5), "Command lines"). */
function word(text: string): string {
  const escaped = text
    .replaceAll('%', '%%')
    .replaceAll('$', () => '$$')
    .replaceAll('\\', '\\\\');
  return /[\s"';]/.test(escaped) ? `"${escaped.replaceAll('"', '\\"')}"` : escaped;
}

/** A path of an option that takes one. */
const path = (text: string): string => text.replaceAll('%', '%%');

/** The name below /var/lib that systemd itself makes and gives to the user; undefined for a folder elsewhere. */
function stateName(data: string): string | undefined {
  const name = data.startsWith(STATE) ? data.slice(STATE.length).replace(/\/+$/, '') : '';
  return /^\w[\w.-]*(\/\w[\w.-]*)*$/.test(name) ? name : undefined;
}

function userLines({ user, data }: UnitGiven): readonly string[] {
  const state = stateName(data);
  const own = user === undefined ? ['DynamicUser=yes'] : [`User=${user}`];
  if (state !== undefined) return [...own, `StateDirectory=${state}`, 'StateDirectoryMode=0700'];
  return [...own, `ReadWritePaths=${path(data)}`];
}

/** Home folders are hidden but for a program or data that stand in one. */
function homeLine({ command, data, config = '' }: UnitGiven): string {
  const isAtHome = [...command, data, config].some((text) => /^\/(home|root|run\/user)\//.test(text));
  return isAtHome ? 'ProtectHome=read-only' : 'ProtectHome=yes';
}

/** In a user namespace of its own a right of the host, as to listen below 1024, counts for nothing (systemd.exec(5)). */
const usersLine = (right: string): string => `PrivateUsers=${right === '' ? 'yes' : 'no'}`;

/** The unit as a text. */
export function serviceUnit(given: UnitGiven): string {
  const { command, config, data, port, version } = given;
  const words = [...command, 'serve', ...(config === undefined ? [] : ['--config', config]), '--data', data];
  const right = port > 0 && port < 1024 ? 'CAP_NET_BIND_SERVICE' : '';
  return `# Waypost ${version}; made by: waypost service
[Unit]
Description=Waypost, every mail rejection explained
Documentation=https://github.com/waypost/waypost
Wants=network-online.target
After=network-online.target nss-lookup.target
StartLimitIntervalSec=300
StartLimitBurst=10

[Service]
Type=exec
ExecStart=${words.map(word).join(' ')}
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=5
# A faulty configuration does not mend itself.
RestartPreventExitStatus=2
# Requests may end for 10 seconds, jobs go back to the queue.
TimeoutStopSec=30
${userLines(given).join('\n')}
CacheDirectory=waypost
Environment=NODE_COMPILE_CACHE=/var/cache/waypost/node MALLOC_ARENA_MAX=2
LimitNOFILE=8192
MemoryMax=1G

# What it may do.
UMask=0077
NoNewPrivileges=yes
CapabilityBoundingSet=${right}
AmbientCapabilities=${right}
ProtectSystem=strict
${homeLine(given)}
PrivateTmp=yes
PrivateDevices=yes
PrivateMounts=yes
${usersLine(right)}
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
ProtectProc=invisible
ProcSubset=pid
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RemoveIPC=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM
# No MemoryDenyWriteExecute: the JavaScript engine compiles as it runs.

[Install]
WantedBy=multi-user.target
`;
}
