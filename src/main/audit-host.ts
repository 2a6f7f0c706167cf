/** What `waypost audit` needs: an auditor made from the command line's options, and words. */
import { givenSender } from '../audit/read-sender.ts';
import { openReports } from '../audit/reports/index.ts';
import { systemClock } from '../base/clock.ts';
import { letYoungHeapGrow } from '../base/small-heap.ts';
import type { AuditHost } from '../cli/audit/command.ts';
import { UsageError } from '../cli/io.ts';
import { readRegularFile } from '../cli/regular-file.ts';
import { parseServer } from '../gather/dns/index.ts';
import { looksLikeMessage } from '../wire/message/index.ts';
import { openAuditor } from './auditor.ts';
import { readListKeys } from './list-keys-file.ts';
import { loadData } from './load-data.ts';
import { readLogSelectors } from './log-selectors.ts';
import { catalogueOf, languagesOf } from './services.ts';

export { runAudit as run } from '../cli/audit/command.ts';

const data = loadData(false);

const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

function readMessage(path: string): Uint8Array {
  const bytes = readRegularFile('--message', path, MAX_MESSAGE_BYTES);
  if (looksLikeMessage(bytes)) return bytes;
  throw new UsageError({
    code: 'no-mail',
    message: `--message ${path} is no mail: it has no header. Give the message as it arrived (.eml).`,
    data: { path },
  });
}

export const host: AuditHost = {
  languages: languagesOf(data),
  textsIn: (language) => catalogueOf(data, language),
  open: async (options, isBulk, isOffline = false) => {
    if (isBulk) letYoungHeapGrow(16);
    const { resolver, smugglingRecipient, rpkiValidator, messageFile, listKeysFile } = options;
    const server = resolver === undefined ? undefined : parseServer(resolver);
    if (server !== undefined && !server.ok)
      throw new UsageError({ ...server.problem, message: `--resolver: ${server.problem.message}` });
    const message = messageFile === undefined ? undefined : readMessage(messageFile);
    const logs = options.logFiles === undefined ? undefined : await readLogSelectors(options.logFiles);
    const listKeys = listKeysFile === undefined ? undefined : readListKeys(listKeysFile, data);
    const reports =
      options.reportsFolder === undefined
        ? undefined
        : openReports(options.reportsFolder, {
            clock: systemClock,
            allowPrivate: options.allowPrivate,
            isBulk,
          });
    const auditor = openAuditor(data, {
      connect: options.wantsConnect ?? !isBulk,
      asksLists: options.wantsLists ?? !isBulk,
      allowPrivate: options.allowPrivate,
      asksAuthorities: !isBulk && options.wantsConnect !== false,
      given: {
        ...givenSender(options, message, logs?.selectors),
        ...(reports !== undefined && { reports: reports.of }),
      },
      wantsPlan: options.planForm !== undefined,
      flattensSpf: options.flattensSpf,
      ...(options.planFolder !== undefined && { keyFolder: options.planFolder }),
      ...(options.messagesPerDay !== undefined && { messagesPerDay: options.messagesPerDay }),
      ...(listKeys !== undefined && { listKeys: listKeys.keys }),
      ...(server !== undefined && { server: server.value }),
      ...(smugglingRecipient !== undefined && { smugglingRecipient }),
      ...(rpkiValidator !== undefined && { rpkiValidator }),
    });
    const distrust = isOffline ? undefined : await auditor.distrust();
    return {
      audit: auditor.audit,
      judge: auditor.judge,
      ...(reports !== undefined && { reports }),
      ...(distrust !== undefined && { distrust }),
      warnings: [...(listKeys?.warnings ?? []), ...(logs?.warnings ?? [])],
      close: auditor.close,
    };
  },
};
