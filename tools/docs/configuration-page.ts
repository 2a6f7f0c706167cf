/** docs/configuration.md: every key of waypost.toml, from its schema. */
import { type ConfigKey, configKeys, tableWords } from '../../src/main/config/schema.ts';

const intro = `# Configuration of \`waypost serve\`

Made from the schema (\`src/main/config/schema.ts\`) by \`node tools/build-docs.ts\`; do not edit.

Nothing needs to be configured: without a file, Waypost serves this machine alone, with its data in \`./waypost-data\`. \`waypost init\` writes a \`waypost.toml\` with every key and its words.

**Where it is looked for:** \`--config FILE\`, else \`WAYPOST_CONFIG\`, else \`./waypost.toml\`, else \`/etc/waypost/waypost.toml\`. An option (\`--listen\`, \`--data\`) goes before the environment, that before the file.
Relative paths in the file begin at the folder of the file, those of options and the environment at the folder Waypost is started in.

**Is it right?** \`waypost config check\` tells every fault with its line and what to write instead, or every value that holds and where it comes from. Unknown keys are refused.

**Environment:** each key has a name there, too; lists are parted by commas, flags are \`true\` or \`false\`. An empty value sets nothing.

**Reload:** \`kill -HUP PID\` (\`systemctl reload waypost\`) reads the file and the certificate again. Keys marked *restart* wait for the next start, which the log says. A file with a fault changes nothing.
`;

const cell = (text: string): string => text.replaceAll('|', '\\|');

function row({ name, byDefault, without, says, environment, write, isReloaded }: ConfigKey): string {
  const standard = byDefault === undefined ? (without ?? '') : `\`${byDefault}\``;
  const key = name.split('.').at(-1) ?? name;
  const example = byDefault === write ? '' : ` For example \`${key} = ${write}\`.`;
  const when = isReloaded === true ? '' : ' *(restart)*';
  return `| \`${key}\` | ${cell(says)}${cell(example)}${when} | ${cell(standard)} | \`${environment}\` |`;
}

const head = ['| key | does | by default | environment |', '|---|---|---|---|'];

/** The page as Markdown. */
export function configurationPage(): string {
  const parts = [intro];
  const ofTable = (table: string | undefined) =>
    configKeys.filter(({ name }) => (name.includes('.') ? name.split('.')[0] : undefined) === table);
  parts.push(['## Above every table', '', ...head, ...ofTable(undefined).map(row), ''].join('\n'));
  for (const [table, words] of Object.entries(tableWords))
    parts.push([`## [${table}]`, '', words, '', ...head, ...ofTable(table).map(row), ''].join('\n'));
  return parts.join('\n');
}
