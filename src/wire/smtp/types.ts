/** SMTP replies (RFC 5321 §4.2) as they are found in what people paste. */

/** Where in the SMTP transaction the reply came (RFC 5321 §3). */
export type SmtpPhase = 'connect' | 'ehlo' | 'starttls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'end-of-data';

/** Half-open span in the text that was searched, in UTF-16 code units. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A reply (RFC 5321 §4.2), and where it stands in the text. */
export interface SmtpReply {
  /** Absent where only an enhanced code or words were given. */
  readonly code?: number;
  /** 'class.subject.detail' (RFC 3463, RFC 2034). */
  readonly enhancedStatus?: string;
  /** The words of all lines, codes removed, joined by single spaces. */
  readonly text: string;
  readonly span: TextSpan;
  /** Host and IP that said it, where the prose around it tells ('host mx.x[1.2.3.4] said:'). */
  readonly host?: string;
  readonly ip?: string;
  /** Somebody is said to have spoken these words, who need not be a server of mail: no code, no word of mail before them. */
  readonly isHearsay?: true;
  /** Command it answered ('in reply to RCPT TO command', 'after end of data'). */
  readonly phase?: SmtpPhase;
}
