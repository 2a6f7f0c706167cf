/** A request whose path, body and answer are those of the OpenAPI document: `call('GET /people/{id}', { params: { id } })`. */
import { type Ask, type Method, request } from './client.ts';
import type { Answer } from './problem.ts';
import type { Api } from './types.ts';

type Given<K extends keyof Api> = Pick<Ask, 'version' | 'key' | 'signal'> &
  (Api[K] extends { readonly params: infer P } ? { readonly params: P } : unknown) &
  (Api[K] extends { readonly query: infer Q } ? { readonly query?: Q } : unknown) &
  (Api[K] extends { readonly body: infer B } ? { readonly body: B } : unknown);

interface Asked extends Ask {
  readonly params?: Readonly<Record<string, string>>;
}

/** The path with its parameters; each is one segment, whatever it holds. */
const fillPath = (pattern: string, params: Readonly<Record<string, string>> = {}): string =>
  pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

export function call<K extends keyof Api>(
  route: K,
  ...[given]: Record<never, never> extends Given<K> ? [Given<K>?] : [Given<K>]
): Promise<Answer<Api[K]['answer']>> {
  const [method = 'GET', pattern = ''] = route.split(' ');
  const { params, ...ask } = (given ?? {}) as Asked;
  return request(method as Method, fillPath(pattern, params), ask);
}
