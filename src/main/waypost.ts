#!/usr/bin/env node
/** The program `waypost`: reads the command line and loads only the command asked for. */

const help = `Usage: waypost <command> [options]

Explains mail rejections with evidence.

Options:
  --help     shows this
  --version  shows the version
`;

const [first] = process.argv.slice(2);
if (first === '--version') process.stdout.write('0.1.0\n');
else if (first === undefined || first === '--help' || first === '-h') process.stdout.write(help);
else {
  process.stderr.write(`waypost: nothing here knows '${first}' yet; see waypost --help\n`);
  process.exitCode = 2;
}
