/** Mail logs: the public door of this folder. */

export { parseExchangeLine, readExchangeLog } from './exchange.ts';
export { parseEximLine, readEximLog } from './exim.ts';
export { parseOpensmtpdLine, readOpensmtpdLog } from './opensmtpd.ts';
export { parsePostfixLine, readPostfixLog } from './postfix.ts';
export { readLog, recogniseLog } from './recognise.ts';
export { parseSendmailLine, readSendmailLog } from './sendmail.ts';
export type { LogEvent, LogFormat } from './types.ts';
