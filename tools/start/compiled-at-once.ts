/**
 * Puts functions in parentheses, which tells V8 to compile them along with their file (its "possibly invoked function expressions").
 * Node keeps a file's compiled code as it is before anything of it ran, and V8 has compiled no other function by then: each would be
 * parsed and compiled anew in every start. Methods and asynchronous arrow functions have no such form and stay as they are.
 */
import { type ESTree, parseSync, Visitor } from 'rolldown/utils';

/** Characters of a file, from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

type FunctionNode = ESTree.Function | ESTree.ArrowFunctionExpression;

/** The same script with the functions in parentheses that `wanted` names by their spans, as V8 counts them. */
export function compiledAtOnce(script: string, wanted: readonly Span[]): string {
  const { program, errors } = parseSync('script.js', script, { sourceType: 'commonjs' });
  if (errors[0] !== undefined) throw new Error(`a script cannot be parsed: ${errors[0].message}`);

  const startsByEnd = Map.groupBy(wanted, ({ end }) => end);
  const isWanted = ({ start, end, body }: FunctionNode): boolean =>
    // `async` stands before where V8 begins; of 'a => b => c' both functions end at the same place.
    startsByEnd.get(end)?.some((span) => span.start >= start && span.start < (body?.start ?? start)) ?? false;

  const parentheses: { readonly at: number; readonly sign: '(' | ')' }[] = [];
  const enclose = (node: FunctionNode): void => {
    if (isWanted(node)) parentheses.push({ at: node.start, sign: '(' }, { at: node.end, sign: ')' });
  };
  new Visitor({
    FunctionExpression: (node) => {
      // A method begins with its name, and is a function from its '(' on.
      if (/^(?:async\s+)?function\b/.test(script.slice(node.start, node.end))) enclose(node);
    },
    ArrowFunctionExpression: (node) => {
      if (!node.async) enclose(node);
    },
  }).visit(program);
  parentheses.sort((one, other) => one.at - other.at);

  const between = (from: number, to: number): string => {
    let text = '';
    let at = from;
    for (const { at: next, sign } of parentheses) {
      if (next < from || next > to) continue;
      text += script.slice(at, next) + sign;
      at = next;
    }
    return text + script.slice(at, to);
  };

  // A declaration is known from the beginning of its script; so is a variable that is set there.
  const declared = program.body.filter(
    (node): node is ESTree.Function & { id: ESTree.BindingIdentifier } =>
      node.type === 'FunctionDeclaration' && node.id !== null && isWanted(node),
  );
  const begin = program.body.find((node) => !('directive' in node && node.directive))?.start ?? script.length;
  let text = script.slice(0, begin);
  for (const { start, end, id } of declared)
    text += `var ${id.name}=(${between(start, id.start)}${between(id.end, end)});`;
  let at = begin;
  for (const { start, end } of declared) {
    text += between(at, start);
    at = end;
  }
  return text + between(at, script.length);
}
