/** Completion scripts, made from the commands themselves so that they never fall behind. */
import type { Command } from 'commander';

interface Words {
  readonly commands: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Its options, and of a command of commands those with their options. */
function longsOf(command: Command): readonly string[] {
  const own = command.options.flatMap(({ long }) => long ?? []);
  const inner = command.commands.flatMap((one) => [one.name(), ...longsOf(one)]);
  return [...new Set([...inner, ...own])];
}

function wordsOf(program: Command): Words {
  const commands = program.commands.map((command) => command.name());
  const options = program.commands.map((command) => [command.name(), longsOf(command)] as const);
  return { commands, options: new Map(options) };
}

function bash({ commands, options }: Words): string {
  const cases = [...options].map(([name, longs]) => `    ${name}) words="${longs.join(' ')}" ;;`).join('\n');
  return `_waypost() {
  local current=\${COMP_WORDS[COMP_CWORD]} words=""
  if [ "$COMP_CWORD" -eq 1 ]; then words="${commands.join(' ')} --help --version"; fi
  case "\${COMP_WORDS[1]}" in
${cases}
  esac
  if [[ $current == -* || $COMP_CWORD -eq 1 || ( $COMP_CWORD -eq 2 && $words != --* ) ]]; then COMPREPLY=($(compgen -W "$words" -- "$current")); fi
  COMPREPLY+=($(compgen -f -- "$current"))
}
complete -o filenames -F _waypost waypost
`;
}

function zsh({ commands, options }: Words): string {
  const cases = [...options]
    .map(([name, longs]) => `    ${name}) compadd -- ${longs.join(' ')}; _files ;;`)
    .join('\n');
  return `#compdef waypost
_waypost() {
  if (( CURRENT == 2 )); then compadd -- ${commands.join(' ')} --help --version; _files; return; fi
  case "$words[2]" in
${cases}
    *) _files ;;
  esac
}
compdef _waypost waypost
`;
}

function fish({ commands, options }: Words): string {
  const lines = commands.map((name) => `complete -c waypost -n __fish_use_subcommand -a ${name}`);
  for (const [name, longs] of options) {
    for (const long of longs) {
      const word = long.startsWith('--') ? `-l ${long.slice(2)}` : `-a ${long}`;
      lines.push(`complete -c waypost -n "__fish_seen_subcommand_from ${name}" ${word}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The script for a shell, or undefined where the shell is not known. */
export function completionScript(shell: string, program: Command): string | undefined {
  const words = wordsOf(program);
  if (shell === 'bash') return bash(words);
  if (shell === 'zsh') return zsh(words);
  if (shell === 'fish') return fish(words);
  return undefined;
}
