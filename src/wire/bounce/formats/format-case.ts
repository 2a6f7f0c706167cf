/** What a report written for the tests holds. */
import type { BounceKind, RecipientReport } from '../types.ts';
import type { FormatId } from './marks.ts';

export interface FormatCase {
  readonly name: string;
  readonly from?: string;
  readonly subject: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly body: readonly string[];
  /** Undefined: the report names nobody. */
  readonly recipients: readonly (string | undefined)[];
  readonly code?: number;
  readonly status?: string;
  readonly words?: string;
  /** 'bounce' where absent. */
  readonly kind?: BounceKind;
  readonly format: FormatId;
  readonly phase?: RecipientReport['phase'];
}

/** A message that came back, as text. */
export const ORIGINAL: readonly string[] = [
  'Return-Path: <sender@example.com>',
  'Received: from out.example.com (out.example.com [192.0.2.9]) by mx.example.net with ESMTP; Mon, 1 Jun 2026 10:00:00 +0000',
  'From: Sender <sender@example.com>',
  'To: someone@example.org',
  'Subject: Hello',
  'Message-ID: <1@example.com>',
  '',
  'Text to other@example.org',
];
