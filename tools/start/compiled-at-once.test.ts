/** Functions in parentheses: which forms, where declarations go, and that V8 does compile them with their script. */
import { compileFunction, runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { compiledAtOnce } from './compiled-at-once.ts';

/** Each text as V8 would count it where it stands in the script. */
const marked = (script: string, ...texts: readonly string[]): string =>
  compiledAtOnce(
    script,
    texts.map((text) => ({ start: script.indexOf(text), end: script.indexOf(text) + text.length })),
  );

describe('forms', () => {
  test.each<readonly [what: string, script: string, texts: readonly string[], expected: string]>([
    ['an arrow function', 'const f=x=>x+1;', ['x=>x+1'], 'const f=(x=>x+1);'],
    ['a function expression', 'f(function(){})', ['function(){}'], 'f((function(){}))'],
    [
      'an asynchronous one, counted from function on',
      'f(async function(){})',
      ['function(){}'],
      'f((async function(){}))',
    ],
    ['nothing that is not wanted', 'const f=()=>1,g=()=>2;', ['()=>2'], 'const f=()=>1,g=(()=>2);'],
    ['one in another', 'const f=()=>{g(()=>1)};', ['()=>{g(()=>1)}', '()=>1'], 'const f=(()=>{g((()=>1))});'],
    ['the outer of two that end together', 'const f=a=>b=>1;', ['a=>b=>1'], 'const f=(a=>b=>1);'],
    ['the inner of them', 'const f=a=>b=>1;', ['b=>1'], 'const f=a=>(b=>1);'],
    [
      'a declaration, before what calls it',
      'const a=f();function f(){return 1}',
      ['function f(){return 1}'],
      'var f=(function (){return 1});const a=f();',
    ],
    ['a generator', 'function*f(){}', ['function*f(){}'], 'var f=(function*(){});'],
    [
      'an asynchronous declaration',
      'async function f(){}',
      ['function f(){}'],
      'var f=(async function (){});',
    ],
    [
      'what stands in a declaration',
      'a();function f(){return ()=>1}',
      ['function f(){return ()=>1}', '()=>1'],
      'var f=(function (){return (()=>1)});a();',
    ],
    [
      'after #! and directives',
      "#!/usr/bin/node\n'use strict';function f(){}",
      ['function f(){}'],
      "#!/usr/bin/node\n'use strict';var f=(function (){});",
    ],
    [
      'no method',
      'class A{m(){}get x(){return 1}}',
      ['m(){}', 'get x(){return 1}'],
      'class A{m(){}get x(){return 1}}',
    ],
    ['no asynchronous arrow function', 'const f=async()=>1;', ['async()=>1'], 'const f=async()=>1;'],
    ['no declaration in another function', '{function f(){}}', ['function f(){}'], '{function f(){}}'],
  ])('%s', (_, script, texts, expected) => {
    expect(marked(script, ...texts)).toBe(expected);
  });
});

test('a script does what it did, and functions keep their names', () => {
  const script =
    'const once=x=>x,made=once(twice(2));function twice(x){return 2*x}[made,twice.name,once.name].join()';
  const rewritten = marked(script, 'function twice(x){return 2*x}', 'x=>x');
  expect(rewritten).not.toBe(script);
  expect(runInNewContext(rewritten)).toBe(runInNewContext(script));
});

test('V8 compiles what is in parentheses with its script', () => {
  const long = (name: string) => `{let sum=0;${`sum+=${name}*sum;`.repeat(200)}return sum}`;
  const script = `function f(x)${long('x')}const g=y=>${long('y')};`;
  const compiledBytes = (code: string) =>
    compileFunction(code, [], { produceCachedData: true }).cachedData?.length ?? 0;
  const without = compiledBytes(script);
  const one = compiledBytes(marked(script, `y=>${long('y')}`));
  const both = compiledBytes(marked(script, `function f(x)${long('x')}`, `y=>${long('y')}`));
  expect(one).toBeGreaterThan(without + 1_000);
  expect(both).toBeGreaterThan(one + 1_000);
});
