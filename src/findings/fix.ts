/** A fix is a value: the command line prints it, an API returns it, a re-audit applies it. */
import type { ByteRange } from '../base/byte-range.ts';

export type Fix =
  | {
      readonly kind: 'dns';
      readonly name: string;
      readonly type: string;
      readonly value: string;
      readonly replaces?: string;
    }
  | { readonly kind: 'message'; readonly edit: MessageEdit }
  | { readonly kind: 'setting'; readonly where: string; readonly key: string; readonly value: string }
  | { readonly kind: 'command'; readonly line: string }
  | { readonly kind: 'contact'; readonly who: string; readonly url?: string; readonly text: string }
  | { readonly kind: 'wait'; readonly seconds: number; readonly why: string };

/** A change of a message's raw bytes. `safe`: it changes nothing that a reader sees or a sender means. */
export interface MessageEdit {
  readonly range: ByteRange;
  /** What takes their place, one character an octet (Latin-1). */
  readonly bytes: string;
  readonly isSafe: boolean;
  /** Why it is never made by itself, whatever it changes; then it is not safe. */
  readonly barrier?: EditBarrier;
}

/**
 * What an edit must not touch. 'signature': a DKIM or ARC signature of these domains (d=) would break; the others: the part is signed
 * or encrypted as a whole, is a message that is attached, or a file.
 */
export type EditBarrier =
  | {
      readonly kind: 'signature';
      readonly scheme: 'DKIM' | 'ARC';
      readonly domains: readonly string[];
    }
  | {
      readonly kind: 'signed-part' | 'encrypted-part' | 'attached-message' | 'file';
      /** As IMAP numbers it; '' for the message itself. */
      readonly part: string;
    };
