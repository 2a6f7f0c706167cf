import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withholdAddresses, withholdRecipients } from './withhold-addresses.ts';
import { nameIndex, namesOfAddress, withholdNames } from './withhold-addresses-names.ts';
import { ORDINARY_WORDS } from './withhold-addresses-ordinary.ts';
import { plainSpelling } from './withhold-addresses-plain.ts';
import { PROSE_WORDS } from './withhold-addresses-prose.ts';
import { hostOfLink, isHost, unknownWords, withholdUnknown } from './withhold-addresses-unknown.ts';
import { REFUSAL_WORDS } from './withhold-addresses-vocabulary.ts';

const none: ReadonlySet<string> = new Set();

describe('the local part of an address is hidden', () => {
  test.each([
    ['in brackets', '<ann@x.example>', '<***@x.example>'],
    ['without', 'to ann@x.example.', 'to ***@x.example.'],
    ['quoted', '"ann lee"@x.example', '***@x.example'],
    ['quoted, with a quote in it', '"ann \\"b\\" lee"@x.example', '***@x.example'],
    ['with an apostrophe', "o'ann@x.example", '***@x.example'],
    ['between apostrophes', "'ann@x.example'", "'***@x.example'"],
    ['beyond ASCII', 'änn@büro.example', '***@büro.example'],
    ['with a source route', '<@a.example,@b.example:ann@x.example>', '<@a.example,@b.example:***@x.example>'],
    ['as VERP', 'list-bounces+ann=x.example@l.example', '***@l.example'],
    ['as BATV', 'prvs=1234abcdef=ann@x.example', '***@x.example'],
    ['as SRS', 'SRS0=ab+c=xy=x.example=ann@f.example', '***@f.example'],
    ['with #', 'ann#x.example@relay.example', '***@relay.example'],
    ['with %', 'ann%x.example@relay.example', '***@relay.example'],
    ['in full width', 'ann＠x.example', '***@x.example'],
    ['with blanks', 'ann @ x.example', '*** @ x.example'],
    ['as (at)', 'ann (at) x.example', '*** (at) x.example'],
    ['as [at]', 'ann[at]x.example', '***[at]x.example'],
    [
      'as an entity',
      'ann&#64;x.example ann&#x40;x.example ann&commat;x.example',
      '***@x.example ***@x.example ***@x.example',
    ],
    ['with other entities', 'ann&#46;lee&#64;x.example', '***@x.example'],
    ['as an escape', 'ann\\u0040x.example ann\\x40x.example', '***@x.example ***@x.example'],
    ['in quoted-printable', 'ann=40x.example', '***@x.example'],
    ['with what is not seen', 'an\u200bn@x.example', '***@x.example'],
    ['percent-encoded', 'ann%40x.example ann%2540x.example', '***%40x.example ***%2540x.example'],
    [
      'in a link whose pairs are parted by semicolons',
      'http://www.openspf.net/Why?s=mfrom;id=ann@x.example;ip=192.0.2.66;r=bob@y.example',
      'http://www.openspf.net/Why?s=mfrom;id=***@x.example;ip=192.0.2.66;r=***@y.example',
    ],
    ['behind a semicolon', 'no; a=ann@x.example', 'no; ***@x.example'],
    ['in a link', 'https://h.example/p?to=ann%40x.example&x=1', 'https://h.example/p?to=***%40x.example&x=1'],
    ['in a path', 'https://h.example/u/ann@x.example', 'https://h.example/u/***@x.example'],
    [
      'as VERP in a link',
      'https://h.example/?u=b-ann=x.example@l.example',
      'https://h.example/?u=***@l.example',
    ],
    ['with the name beside it', '"Ann Lee" <ann@x.example>', '"***" <***@x.example>'],
    ['with the name encoded', '=?utf-8?Q?Ann_Lee?= <ann@x.example>', '*** <***@x.example>'],
  ])('%s', (_, text, shown) => {
    expect(withholdAddresses(text)).toBe(shown);
  });

  test('and where the sign is a word, of what others wrote alone', () => {
    const text = 'account ann at x.example, refused at mx.example.org';
    expect(withholdAddresses(text, undefined, 'words')).toBe(
      'account *** at x.example, refused at mx.example.org',
    );
    expect(withholdAddresses(text)).toBe(text);
  });

  test('a server is none', () => {
    expect(withholdAddresses('x.example. A NOERROR @192.0.2.53:53')).toBe(
      'x.example. A NOERROR @192.0.2.53:53',
    );
  });

  test('whatever stands around it', () => {
    const local = fc.stringMatching(/^[a-z]{4,10}([.+_-][a-z]{1,6})?$/);
    fc.assert(
      fc.property(
        local,
        fc.string({ maxLength: 30 }),
        fc.string({ maxLength: 30 }),
        (name, before, after) => {
          expect(withholdAddresses(`${before} ${name}qqq@x.example ${after}`)).not.toContain(`${name}qqq`);
        },
      ),
    );
  });
});

test('time is linear in hostile text', () => {
  const began = performance.now();
  for (const piece of [
    '"@',
    '\\"@',
    'a"',
    ' at ',
    '@',
    '%40',
    '=?',
    '&#',
    "'",
    '"a',
    '***',
    'a.',
    '-',
    '%41',
    '::',
    '(at)',
  ])
    for (const end of ['', '@x.example', '"']) {
      const text = piece.repeat(20_000) + end;
      withholdUnknown(withholdNames(withholdAddresses(text, undefined, 'words'), nameIndex(['ann'])), none);
      unknownWords(text, none);
    }
  expect(performance.now() - began).toBeLessThan(15_000);
});

describe('names in an address', () => {
  test.each([
    ['Ann.Lee@x.example', ['ann.lee', 'annlee', 'ann lee']],
    ['lonely', ['lonely']],
    ['<@a.example:ann@x.example>', ['ann']],
    ['ann+shop@x.example', ['ann+shop', 'ann', 'shop']],
    ['bounce-ann=x.example@l.example', ['bounce-ann=x.example', 'ann']],
    ['SRS0=abcd=xy=x.example=annlee@f.example', ['annlee']],
    ['prvs=1234abcdef=annlee@x.example', ['annlee']],
  ])('%s', (address, names) => {
    expect(namesOfAddress(address)).toEqual(expect.arrayContaining(names));
  });

  test.each(['postmaster@x.example', 'info@x.example', 'no-reply@x.example', ''])(
    '%s is nobody',
    (address) => {
      expect(namesOfAddress(address)).toEqual([]);
    },
  );
});

describe('a name that stands alone is hidden', () => {
  const names = nameIndex(['ann.lee', 'jörg', 'joe']);
  test.each([
    ['unknown user Ann.Lee.', 'unknown user ***.'],
    ['(joe) "joe" <joe>', '(***) "***" <***>'],
    ['joe+shop is full', '*** is full'],
    ['u=ann%2Elee&x', 'u=***&x'],
    ['u=a%6En.lee', 'u=***'],
    ['JÖRG, jorg', '***, ***'],
    ['mx.xn--jrg-sna.example', 'mx.***.example'],
    ['mail.joe.example', 'mail.***.example'],
    ['joel, joes, banjoe', 'joel, joes, banjoe'],
  ])('%s', (text, shown) => {
    expect(withholdNames(text, names)).toBe(shown);
  });

  test('hosts stay where that is asked for', () => {
    expect(withholdNames('joe of mail.joe.example and x-joe', names, 'hosts')).toBe(
      '*** of mail.joe.example and x-joe',
    );
  });
});

describe('of a refusal only words that refusals use are shown', () => {
  test.each([
    ['550 5.1.1 secretlocal: User unknown', '550 5.1.1 ***: User unknown'],
    ['mailbox Secretlocal over quota (#5.2.2)', 'mailbox *** over quota (#5.2.2)'],
    ['host mx1.mail.example[192.0.2.7] said no', 'host mx1.mail.example[192.0.2.7] said no'],
    ['from [2001:db8::beef]', 'from [2001:db8::beef]'],
    ['unknown user erika.person', 'unknown user ***'],
    ['OFR004_409 g12-20020a056402428c.123 - gsmtp', 'OFR004_409 g12-20020a056402428c.123 - gsmtp'],
    ['ffacd0b85a97d-33d50 - gsmtp', 'ffacd0b85a97d-33d50 - gsmtp'],
    ['call 4915112345678', 'call ***'],
    ['see https://support.example.com/x/secretlocal?u=1', 'see https://support.example.com/***'],
    ['see https://support.example.com/mail', 'see https://support.example.com/mail'],
    ['RecipSizeLimit', 'RecipSizeLimit'],
    ['サーバ', '***'],
    [
      'For instructions on setting up authentication: already made numerous attempts',
      'For instructions on setting up authentication: already made numerous attempts',
    ],
    ['Diese Nachricht wurde automatisch erstellt', 'Diese Nachricht wurde automatisch erstellt'],
    ['error for name=example.com type=MX', 'error for name=example.com type=MX'],
    ['for user=annlee', 'for ***'],
    [
      "To mitigate this issue, visit Gmail's guide: the address has typos or unnecessary spaces",
      "To mitigate this issue, visit Gmail's guide: the address has typos or unnecessary spaces",
    ],
    ["can't determine Purported Responsible Address", "can't determine Purported Responsible Address"],
  ])('%s', (text, shown) => {
    expect(withholdUnknown(text, none)).toBe(shown);
  });

  test('a host is known by its form, or told', () => {
    expect(isHost('mx1.example.de', none)).toBe(true);
    expect(isHost('third.person', none)).toBe(false);
    expect(isHost('hans.von.de', none)).toBe(false);
    expect(isHost('gate.firma.de', new Set(['firma.de']))).toBe(true);
  });

  test('a link to whoever signs in shows no name', () => {
    expect(hostOfLink('https://ann@x.example/annlee')).toBe('https://x.example/***');
  });

  test('the list holds no name that is common', () => {
    const names =
      'anna peter maria john smith mueller joe thomas julia paul frank mark bill karl lisa hans wolf klein stark price job wise young';
    const isOnList = (name: string): boolean =>
      [REFUSAL_WORDS, PROSE_WORDS, ORDINARY_WORDS].some((list) => list.has(name));
    expect(names.split(' ').filter(isOnList)).toEqual([]);
  });
});

test('the plain spelling of a plain text is the text', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9 .,@<>:-]{0,60}$/), (text) => {
      expect(plainSpelling(text)).toBe(text);
    }),
  );
});

describe('the letter', () => {
  test('withholds whom only the reply names', () => {
    const text = '550 5.1.1 secretlocal: User unknown';
    expect(withholdRecipients(`${text}\n${text}`, { text })).not.toContain('secretlocal');
  });

  test('keeps the number by which a reply is found, and its Message-ID', () => {
    const text = '550 user unknown g12-20020a056402428csi1234567edc.123 - gsmtp';
    const shown = withholdRecipients(`${text} <CAF+x=y@mail.example>`, {
      text,
      messageId: '<CAF+x=y@mail.example>',
    });
    expect(shown).toBe(`${text} <CAF+x=y@mail.example>`);
  });

  test('withholds a Message-ID that is the address of somebody', () => {
    const id = '<ann.lee@x.example>';
    expect(
      withholdRecipients(`to ann.lee@x.example, ${id}`, {
        text: '',
        recipient: 'ann.lee@x.example',
        messageId: id,
      }),
    ).toBe('to ***@x.example, <***@x.example>');
  });

  test('keeps a Message-ID that is below the domain of the sender, and names no local part by it', () => {
    const id = '<da9602510709140852n758da03h4c7a@mail.x.example>';
    const reply = { text: 'user unknown', headerFrom: 'Ann <ann@x.example>', messageId: id };
    expect(withholdRecipients(`${id} of x.example`, reply)).toBe(`${id} of x.example`);
    expect(withholdRecipients('bounce-joe=x.example@l.example', reply)).toBe('***@l.example');
    expect(withholdRecipients('joe.x.example@l.example, joe@x.example', reply)).toBe(
      '***@l.example, ***@x.example',
    );
  });
});
