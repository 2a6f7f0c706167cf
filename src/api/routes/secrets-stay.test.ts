import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeAt, PASSWORD } from '../../people/testing.ts';
import { cookieOf, openTestApi, type TestApi } from '../auth/testing.ts';

/** Long enough that it stands nowhere by chance. */
const secretText = fc.string({
  unit: fc.constantFrom(...'abcdefghjkmnpqrstuvwxyzäöüß0123456789-_.!'),
  minLength: 16,
  maxLength: 40,
});

/** Everything that a server with these people writes down: its log, the audit log, the files of the store. */
async function written({ log, store, folder }: TestApi): Promise<string> {
  const { items } = await store.auditLog.list({ limit: 200 });
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  const texts = files.flatMap((bytes) => [bytes.toString('utf8'), bytes.toString('latin1')]);
  return [log(), JSON.stringify(items), ...texts].join('\n');
}

test('property: no answer, log or file holds a password, token, code or cookie that was sent', async () => {
  const test = await openTestApi();
  const { call, people, clock } = test;
  const answers: string[] = [];
  /** Calls, and keeps the answer without what is shown once: that is handed on by `shown`. */
  const ask = async (...args: Parameters<typeof call>): Promise<Response> => {
    const answer = await call(...args);
    const headers = [...answer.headers].filter(([name]) => name !== 'set-cookie');
    answers.push(
      `${JSON.stringify(headers)} ${args[1].endsWith('totp') || args[1] === '/tokens' ? '' : await answer.clone().text()}`,
    );
    return answer;
  };

  const token = (await people.setUp.issueToken())?.token ?? '';
  const setup = { token, email: 'ann@example.org', name: 'Ann', password: PASSWORD };
  await ask('POST', '/setup', { body: { ...setup, password: 'too short' } });
  let cookie = cookieOf(await ask('POST', '/setup', { body: setup }));
  await ask('POST', '/setup', { body: setup });
  const sent: string[] = [token, PASSWORD, cookie, 'too short'];
  // Passwords that the rules refuse, where everything else is right.
  for (const password of [
    'kurz-X7',
    'Password123!',
    'ann@example.org-7',
    'qwertyuiop-2026',
    'y'.repeat(300),
  ]) {
    sent.push(password);
    const person = { email: `bob-${sent.length}@example.org`, name: 'Bob', role: 'viewer', password };
    await ask('POST', '/people', { cookie, body: person });
    await ask('PUT', '/session/password', { cookie, body: { old: PASSWORD, new: password } });
    await ask('POST', '/people', { cookie, body: { ...person, password: [password] } });
    await ask('POST', '/people', { cookie, body: { ...person, role: password } });
  }

  await fc.assert(
    fc.asyncProperty(secretText, secretText, async (password, other) => {
      sent.push(password, other);
      // Each round is a day later: nobody waits for the failures of the one before.
      clock.ms += 86_400_000;
      const from = '192.0.2.10';
      await ask('POST', '/session', { from, body: { email: other, password } });
      await ask('POST', '/session', { from, body: { email: 'ann@example.org', password, totp: other } });
      await ask('POST', '/session', { from, body: { email: 'ann@example.org', pasword: password } });
      await ask('POST', '/session', { from, body: `{"password": "${password}", ` });
      await ask('GET', '/session', { from, cookie: encodeURIComponent(other) });
      await ask('GET', '/session', { from, token: `wp_${encodeURIComponent(other)}` });
      await ask('PUT', '/session/password', { from, cookie, body: { old: password, new: other } });
      await ask('POST', '/people', {
        from,
        cookie,
        body: { email: 'b', name: 'Bob', role: 'viewer', password },
      });
      await ask('DELETE', '/session/totp', { from, cookie, body: { password } });
      const signedIn = await ask('POST', '/session', {
        from,
        body: { email: 'ann@example.org', password: PASSWORD },
      });
      cookie = cookieOf(signedIn);
      expect(cookie).not.toBe('');
      sent.push(cookie);
    }),
    { numRuns: 15 },
  );

  const made = await ask('POST', '/tokens', {
    cookie,
    headers: { 'idempotency-key': 'k' },
    body: { name: 'x', scopes: ['read'] },
  });
  const shown = ((await made.json()) as { token: string }).token;
  await ask('GET', '/session', { token: shown });
  const begun = (await (await ask('POST', '/session/totp', { cookie })).json()) as { secret: string };
  const code = codeAt(begun.secret, clock.ms);
  const confirmed = await ask('PUT', '/session/totp', { cookie, body: { code } });
  const { recoveryCodes } = (await confirmed.json()) as { recoveryCodes: string[] };
  const recovery = recoveryCodes[0] ?? '';
  await ask('POST', '/session', { body: { email: 'ann@example.org', password: PASSWORD, totp: recovery } });
  sent.push(shown, begun.secret, ...recoveryCodes, ...recoveryCodes.map((one) => one.replaceAll('-', '')));

  const all = `${answers.join('\n')}\n${await written(test)}`;
  expect(all).toContain('ann@example.org');
  expect(sent.filter((secret) => all.includes(secret))).toEqual([]);
});
