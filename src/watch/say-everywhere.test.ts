/** Who reads another language than that of the audit. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditDocument, bad, dark, good } from './outcome/testing.ts';
import { byOperator as by, openStage, type WatchStage } from './schedule/testing.ts';

const minute = 60_000;

let stage: WatchStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.end());

describe('everybody reads in their own language', () => {
  const audited = async (...told: readonly Parameters<typeof auditDocument>[0][]) => {
    const { id } = await stage.add('example.org', { everyHours: 0 });
    for (const findings of told) {
      await stage.watch.subjects.auditNow(id, by);
      await stage.jobs.end(id, auditDocument(findings));
      stage.clock.pass(minute);
    }
    return id;
  };
  const english = { title: 'spf/x of example.org: wrong', language: 'en' };
  const german = { title: 'de spf/x of example.org: wrong', language: 'de' };

  test('findings, changes, the inventory, the plan, alerts', async () => {
    await stage.watch.start();
    const critical = bad('spf/x', { severity: 'critical' });
    const id = await audited([good('spf/x')], [critical]);
    const { subjects, alerts } = stage.watch;
    for (const [language, words] of [
      [undefined, english],
      ['en', english],
      ['de', german],
      ['fr', english],
    ] as const) {
      const [state] = await subjects.findings(id, language);
      const { items: changes } = await subjects.changes(id, { limit: 5 }, language);
      const [change] = await subjects.changesSince('2026-01-01T00:00:00.000Z', language);
      const { top, worst } = (await subjects.get(id, language)) ?? {};
      const [listed] = await subjects.list(language);
      const { items: listedAlerts } = await alerts.list({}, { limit: 5 }, language);
      const alert = await alerts.get(listedAlerts[0]?.id ?? '', language);
      const all = [state, changes[0], change, worst, top?.[0], listed?.worst, listedAlerts[0], alert];
      for (const one of all) expect(one).toMatchObject(words);
      for (const one of all) expect(one).not.toHaveProperty('said');
      expect(alert?.finding).toMatchObject({
        label: words.title.replace(': wrong', ''),
        todo: 'mend it',
        concerns: [{ id, name: 'example.org' }],
      });
      expect(alert?.turn).toBe(words === german ? 'de turn' : 'your turn');
      expect((await subjects.plan(id, language))?.language).toBe(words.language);
    }
    const { items } = await alerts.list({}, { limit: 1 });
    const { id: alertId = '', version = 0 } = items[0] ?? {};
    expect(await alerts.change(alertId, version, { acknowledged: true }, by, 'de')).toMatchObject({
      ok: true,
      value: german,
    });
  });

  test('why an audit said nothing', async () => {
    await stage.watch.start();
    const id = await audited();
    await stage.watch.subjects.auditNow(id, by);
    await stage.jobs.end(id, { code: 'not-offline', message: 'An audit asks DNS.' });
    const [own, other] = [await stage.watch.subjects.get(id), await stage.watch.subjects.get(id, 'de')];
    expect([own?.language, other?.language]).toEqual(['en', 'de']);
    expect(own?.lastProblem).not.toBe(other?.lastProblem);
    await stage.watch.subjects.auditNow(id, by);
    await stage.jobs.end(id, { code: 'unheard-of', message: 'It broke.' });
    expect(await stage.watch.subjects.get(id, 'de')).toMatchObject({
      lastProblem: 'It broke.',
      language: 'en',
    });
    await stage.watch.subjects.auditNow(id, by);
    await stage.jobs.end(id, auditDocument([dark('spf/x')]));
    expect(await stage.watch.subjects.get(id, 'de')).toMatchObject({
      lastProblem: 'de said',
      language: 'de',
    });
    await stage.watch.subjects.auditNow(id, by);
    await stage.jobs.end(id, auditDocument([good('spf/x')]));
    expect((await stage.watch.subjects.get(id, 'de'))?.lastProblem).toBeUndefined();
  });
});
