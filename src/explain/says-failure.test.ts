import { expect, test } from 'vitest';
import { saysFailure } from './says-failure.ts';

test.each([
  'it failed',
  'Das hat einen Fehler gegeben',
  "L'envoi a échoué",
  'message refusé par le serveur',
  'el envío falló ayer',
  'échec de la connexion',
  'invio fallito',
])('%s', (text) => {
  expect(saysFailure(text)).toBe(true);
});

test.each(['all is well', 'les refusées', 'a telefallovision', ''])('not: %s', (text) => {
  expect(saysFailure(text)).toBe(false);
});
