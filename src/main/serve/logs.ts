/** The log of the server: one line an event on standard error, as text or JSON, through LogTape. Times are UTC. */
import type { Writable } from 'node:stream';
import { configureSync, getLogger, type Logger, type LogRecord, resetSync } from '@logtape/logtape';
import { systemClock } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import { createLineWriter } from './line-writer.ts';
import { errorFields, safeFields, safeText } from './redact.ts';

export type LogLevel = 'debug' | 'info' | 'warning' | 'error';

/** Something that happened. */
export interface LogEvent {
  readonly level: LogLevel;
  /** 'http', 'server', 'jobs', 'watch', 'store', 'people'. */
  readonly part: string;
  /** The same words each time; what differs stands in the fields. */
  readonly message: string;
  /** Few, named, never a secret or a piece of mail. */
  readonly fields?: JsonObject;
  readonly error?: unknown;
}

export type Log = (event: LogEvent) => void;

export interface LogSettings {
  readonly level: LogLevel;
  readonly form: 'text' | 'json';
}

export interface Logs {
  readonly log: Log;
  /** From now on so. */
  readonly change: (settings: LogSettings) => void;
  /** Lines of this turn of the event loop are written now. */
  readonly flush: () => void;
  readonly close: () => void;
}

const ROOT = 'waypost';

/** An object a line: time, level, part, message, then the fields. */
function asJson({ timestamp, level, category, rawMessage, properties }: LogRecord): string {
  return JSON.stringify({
    time: new Date(timestamp).toISOString(),
    level,
    part: category.slice(1).join('.'),
    message: String(rawMessage),
    ...properties,
  });
}

function asText({ timestamp, level, category, rawMessage, properties }: LogRecord): string {
  const fields = Object.entries(properties).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return `${name}=${/[\s"=]/.test(text) ? JSON.stringify(text) : text}`;
  });
  const part = category.slice(1).join('.');
  const head = `${new Date(timestamp).toISOString()} ${level.padEnd(7)} ${part}: ${String(rawMessage)}`;
  return [head, ...fields].join(' ');
}

/** Takes LogTape for the whole process; `close` gives it back. */
export function openLogs(stream: Writable, settings: LogSettings): Logs {
  const lines = createLineWriter(stream);
  // Whatever ends the process: what was said before is written.
  process.on('exit', lines.flush);
  const apply = ({ level, form }: LogSettings): void => {
    const write = form === 'json' ? asJson : asText;
    configureSync({
      reset: true,
      sinks: {
        stream: (record) => {
          lines.write(write(record), record.level !== 'info' && record.level !== 'debug');
        },
      },
      loggers: [
        { category: [ROOT], lowestLevel: level, sinks: ['stream'] },
        // What LogTape says of itself.
        { category: ['logtape', 'meta'], lowestLevel: 'warning', sinks: ['stream'] },
      ],
    });
  };
  apply(settings);
  const loggers = new Map<string, Logger>();
  const loggerOf = (part: string): Logger => {
    const logger = loggers.get(part) ?? getLogger([ROOT, part]);
    loggers.set(part, logger);
    return logger;
  };
  return {
    log: ({ level, part, message, fields = {}, error }) => {
      const logger = loggerOf(part);
      if (!logger.isEnabledFor(level)) return;
      const words = safeText(message);
      // As a record: what looks like a placeholder in it is none.
      logger.emit({
        level,
        timestamp: systemClock.nowMs(),
        message: [words],
        rawMessage: words,
        properties: { ...safeFields(fields), ...(error !== undefined && errorFields(error)) },
      });
    },
    change: apply,
    flush: lines.flush,
    close: () => {
      lines.flush();
      process.off('exit', lines.flush);
      resetSync();
    },
  };
}
