/** In tests every answer is held against what its route documents: a document that lies is a fault of the code. */
import type { Route } from './route.ts';

/** Throws where the status is not documented or the body does not fit its schema. */
export async function checkAnswer(
  route: Pick<Route, 'method' | 'path' | 'answers'>,
  answer: Response,
): Promise<void> {
  const type = answer.headers.get('content-type') ?? '';
  if (type.startsWith('application/problem+json') || answer.status === 304) return;
  const name = `${route.method.toUpperCase()} ${route.path}`;
  const documented = route.answers[answer.status];
  if (documented === undefined)
    throw new Error(`${name} answers ${answer.status}, which it does not document`);
  if (documented.hasTag && !answer.headers.has('etag')) throw new Error(`${name} answers without ETag`);
  if (documented.schema === undefined || !type.startsWith('application/json')) return;
  const result = documented.schema.safeParse(await answer.clone().json());
  if (!result.success)
    throw new Error(`${name} answers what it does not document: ${JSON.stringify(result.error.issues)}`);
}
