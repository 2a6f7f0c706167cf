import { expect, test } from 'vitest';
import { said } from '../testing.ts';

const contactOf = async (text: string): Promise<string> => (await said(text)).contact;

test.each([
  ["a size is nobody's to lift", "552 5.3.4 Your message exceeded Google's message size limits. - gsmtp", ''],
  [
    'nor is an attachment',
    '552 5.7.0 This message was blocked because its content presents a potential security issue. https://support.google.com/mail/?p=BlockedMessage - gsmtp',
    '',
  ],
  [
    'a form for blocked IPs is none for SPF',
    '450 4.7.26 Service does not accept messages sent over IPv6 [2001:db8:12::25] unless they pass either SPF or DKIM validation (message not signed) [AM4.eurprd04.prod.outlook.com]',
    '',
  ],
  [
    'a block',
    "550 5.7.1 Unfortunately, messages from [192.0.2.7] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
    'Outlook.com (Microsoft): https://olcsupport.office.com/',
  ],
  [
    'an address is no page',
    'host mx00.t-online.de[192.0.2.8] refused to talk to me: 554 IP=203.0.113.24 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.) (BL)',
    'T-Online (Telekom): tosa@rx.t-online.de',
  ],
])('%s', async (_, text, expected) => {
  expect(await contactOf(text)).toBe(expected);
});
