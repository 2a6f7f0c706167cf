/** `waypost completion`: the script of a shell. */
import { Command } from 'commander';
import { type CliIo, EXIT, writeTo } from '../io.ts';

/** The command; it completes the words of `program`. */
export function completionCommand(program: Command, io: CliIo, finish: (code: number) => void): Command {
  return new Command('completion')
    .description('print the completion script of a shell')
    .argument('<shell>', 'bash, zsh or fish')
    .addHelpText('after', '\nExample:\n  waypost completion bash > /etc/bash_completion.d/waypost\n')
    .action(async (shell: string) => {
      const { completionScript } = await import('../completion.ts');
      const script = completionScript(shell, program);
      if (script === undefined) {
        await writeTo(io.stderr, `waypost completion: '${shell}' is not bash, zsh or fish.\n`);
        finish(EXIT.usage);
      } else await writeTo(io.stdout, script);
    });
}
